# The package of an access request: its page, its note and its sheets.

## Opening
package-title = Your personal data
package-reference = Case number
package-built = Put together
package-controller = Controller
package-contact = Contact person
package-confirmed = We process your personal data. This package holds a copy of the data and tells you why and how they are processed (GDPR Article 15).
package-nothing-held = We searched our registers and they hold no personal data about you. All we have is what you have asked of us, what belongs to handling it, and any sign-ins of yours, shown below.
package-shared-address = Another person uses the same e-mail address. That is why the package leaves out what belongs to the address only and not to you in particular.
package-contents = Contents

## A category
package-purposes = What the data are used for
package-interest = Our legitimate interest:
package-basis = Legal basis
package-basis-consent = consent (Article 6(1)(a))
package-basis-contract = contract (Article 6(1)(b))
package-basis-legal-obligation = legal obligation (Article 6(1)(c))
package-basis-vital-interests = vital interests (Article 6(1)(d))
package-basis-public-task = public task (Article 6(1)(e))
package-basis-legitimate-interest = legitimate interest (Article 6(1)(f))
package-sources = Where the data come from
package-recipients = Who else receives the data
package-no-recipients = These data are not disclosed to anyone else.
package-own-systems = Which other systems of ours hold the data
package-country = country: { $country }
package-in-eea = in the EU or EEA
package-retention = How long the data are kept
package-kept-at-latest = The last of the data below are kept until { $date }.
package-kept-overdue = The retention time of some of the data below has ended. We destroy them as soon as nothing prevents it.
package-kept-until = Kept until
package-looks = We tell when and why our staff have looked at your data, and in which role. We do not give the names of employees (Court of Justice, C-579/21).
package-copy = Copy of your data
package-disclosed = your data were disclosed on { $date } under { $statute }
package-corrects = This entry corrects an earlier one:
package-none = We hold no data about you in this category.

## After the categories
package-rights = Your rights
package-rights-text = By law, depending on the data, you may have these rights:
package-rights-how = You can stop direct marketing at any time. It takes effect at once and is free of charge. You can make a request in the data protection portal or contact our contact person.
package-complaint = If you disagree
package-complaint-text = If you believe that your data have been processed unlawfully, you can lodge a complaint with the supervisory authority (Article 77, Data Protection Act s. 21):
package-complaint-elsewhere = You can also complain to the supervisory authority of the EU/EEA country where you live or work or where you believe the infringement took place. You also have the right to take the matter to court (Article 79).
package-forbidden = The data package leaves out data that the law forbids giving to you (Data Protection Act s. 34). This is so in every data package, whether or not there are such data. You can ask that the data be given to the Data Protection Ombudsman (Data Protection Act s. 34(4)).
package-automated = Automated decisions
package-transfers = Transfers outside the EU and EEA
package-left-out = What is left out, and why
package-not-asked = These categories are not part of this package because you did not ask for them. You can ask for them at any time:
package-keys-left-out = Internal keys, digests and version numbers of the database are not included: they say nothing about you.
reason-same = The same information is already included; these are search forms and codes computed from it:
reason-staff-name = Names of employees are not given. Their role is told where it matters (C-579/21):
reason-drawn = The same content is included as text:
reason-someone-else = This is about another person (Article 15(4)):
reason-recorded = We recorded facts and evidence as the basis of the decision. Our letter tells what of them we may tell; the rest may concern others or what the decision protects (Article 15(4), section 34 of the Data Protection Act):
reason-protected = Your postal address is protected (turvakielto), so it stands in no file that is sent or fetched. You are given it in person, once you have shown who you are; the contact person tells you how:
package-files = Other files

## The note
readme-what = This package answers your request { $reference }. Open index.html in a browser first; no network is needed.
readme-index = Your data in a form to read and print
readme-data = The same data in machine-readable form
readme-schema = Description of data.json (JSON Schema 2020-12)
readme-attachments = The files on your requests: those you sent and those sent to you.
readme-csv = Sheets (CSV, UTF-8, separated by semicolons). An apostrophe at the start of a cell keeps a spreadsheet from taking it for a formula.
readme-care = The package holds your personal data. Keep it with care, and delete it from shared devices.

## The sheets
sheet-record = Record
sheet-title = What
sheet-relation = Relation
sheet-source = Source
sheet-recorded = Recorded
sheet-keep-until = Kept until
sheet-field = Field
sheet-value = Value
sheet-raw = Code or stored value
package-stopped = Stopped at your request on { $date }.
package-withheld = Our decision left these out. You get no copy of them, and our letter tells the reasons:
package-no-copy = By our decision you get no copy of these data: { $why }. Our letter tells the reasons in full.
package-kept-back = Kept back: { $why }
package-kept-back-list = By our decision, some of these data have been kept back. This is also said where they would stand, and the reasons are in our letter:
look-for-case = Work on the request { $reference }
look-for-anothers-case = Work on another person’s request
look-times = { $date }, { $count } times
