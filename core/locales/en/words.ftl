# Words shared by letters and packages.
word-yes = yes
moment = { $date } at { $time } (Finnish time)
# The rights, by one name each wherever they are named (law.md 10).
right-access = Access to data
right-rectification = Rectification of data
right-erasure = Erasure of data
right-restriction = Restriction of processing
right-portability = Data portability
right-objection = Objection to processing
right-marketing = Direct marketing ban
right-consent = Withdrawal of consent
right-automated = Automated decision
