# Words shared by letters and packages.
word-yes = kyllä
