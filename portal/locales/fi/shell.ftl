# The shell of every page.
shell-skip = x
