# Words shared by letters and packages.
word-yes = kyllä
moment = { $date } klo { $time } (Suomen aikaa)
# The rights, by one name each wherever they are named (law.md 10).
right-access = Pääsy tietoihin
right-rectification = Tietojen oikaiseminen
right-erasure = Tietojen poistaminen
right-restriction = Käsittelyn rajoittaminen
right-portability = Tietojen siirtäminen järjestelmästä toiseen
right-objection = Käsittelyn vastustaminen
right-marketing = Suoramarkkinointikielto
right-consent = Suostumuksen peruuttaminen
right-automated = Automatisoitu päätös
