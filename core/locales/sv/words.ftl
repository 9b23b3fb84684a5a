# Words shared by letters and packages.
word-yes = ja
moment = { $date } kl. { $time } (finsk tid)
# The rights, by one name each wherever they are named (law.md 10).
right-access = Tillgång till uppgifter
right-rectification = Rättelse av uppgifter
right-erasure = Radering av uppgifter
right-restriction = Begränsning av behandling
right-portability = Dataportabilitet
right-objection = Invändning mot behandling
right-marketing = Förbud mot direktmarknadsföring
right-consent = Återkallelse av samtycke
right-automated = Automatiserat beslut
