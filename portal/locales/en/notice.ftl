notice-title = Privacy notice
notice-lead = A combined register statement and privacy notice: which data we process, why and for how long, and which rights you have.
notice-contents = Contents
notice-to-contents = Back to contents

# The right to object to marketing, clearly and apart from everything else (Art. 21(4)).
notice-marketing-title = You can stop direct marketing at any time
notice-marketing-text = It is free of charge, takes effect at once, and you need not give a reason. You can stop marketing in this service, with the unsubscribe link in every newsletter, or by telling our contact person.
notice-marketing-lists = This stops: { $lists }.
notice-marketing-button = Stop direct marketing

# The sections of the published notice, in its order.
notice-part-controller = Controller
notice-part-contact = Contact person for matters concerning the register
notice-part-register = Name of the register
notice-part-purposes = Purposes of the processing and legal bases
notice-part-content = What the register holds
notice-part-sources = Where the data come from
notice-part-disclosures = Who receives data, and transfers outside the EU and EEA
notice-part-protection = How the register is protected and how long data are kept
notice-part-rights = Your rights
notice-part-whom = Whom you can contact

notice-people = Whose data
notice-holds = Which data
notice-purpose = Purpose
notice-basis = Legal basis
notice-interest = Legitimate interest: { $interest }
notice-data = Data
notice-concerns = Concerns: { $data }.
notice-unnamed = The recipient’s name is not in this notice yet. Our contact person will tell you.
notice-own-systems = In addition, these systems of our own hold data:
notice-hosting = Data that our customers store on our servers

notice-kept = Retention period
notice-example = Example
notice-statute-accounting = Accounting Act, chapter 2, section 10
notice-statute-limitation = GDPR Article 5(1)(e)
notice-example-document = If a document is dated today, { $today }, or a contract or order ended today, the financial year ends on { $end }. The data are kept until { $until } and then destroyed.
notice-example-period = A period that begins today, { $today }, ends on { $until }.
notice-example-none = No date can be computed: the data are kept until their purpose ends.

notice-right-access = You can find out whether we process data about you. You can inspect them and get a copy (Article 15).
notice-right-rectification = You can demand that incorrect data be corrected and incomplete data completed (Article 16).
notice-right-erasure = You can demand that your data be erased. Data that the law obliges us to keep cannot be erased before their retention period has ended (Article 17). When we erase all your data, your e-mail address is also removed from the files of your earlier requests. A data package you have not yet downloaded stays available until the day its letter names.
notice-right-restriction = You can ask us to restrict the processing, for instance while we find out whether the data are correct. Meanwhile we do little more than store them (Article 18).
notice-right-portability = You get the data you gave us in a machine-readable form. We can also pass them straight to another controller where that is technically possible. This covers data we process on the basis of consent or of a contract (Article 20).
notice-right-objection = On grounds relating to your particular situation you can object to processing and profiling that concern you. The right covers processing that rests on legitimate interest, that is, on the customer relationship between us or another appropriate connection. Tell us then what the situation is. We can refuse only on a ground laid down by law (Article 21(1)).
notice-right-marketing = At any time, free of charge and without giving a reason, you can object to the use of your data for direct marketing. We cannot refuse (Article 21(2) and (3)).
notice-right-consent = At any time you can withdraw or change a consent you have given. Withdrawing it does not affect what was done on its basis before (Article 7(3)).
notice-right-automated = You have the right not to be subject to a decision based solely on automated processing that has legal effects concerning you or similarly significantly affects you. You can demand that a person looks at the matter (Article 22).

notice-matrix = Which right applies to which data
notice-matrix-text = You can always inspect the data, demand that they be corrected and ask for restriction. The other rights depend on the basis on which the data are processed.
notice-matrix-erasure = Erasure
notice-matrix-portability = Portability
notice-matrix-objection = Objection
notice-matrix-marketing = Stopping marketing
notice-matrix-consent = Withdrawal of consent
notice-yes = Yes
notice-no = No
notice-once-unneeded = Only once the retention period has ended

notice-automated = Automated decisions and profiling
notice-automated-contract = It is needed to enter into or perform a contract (Article 22(2)(a)). You can demand that a person looks at the matter.
notice-automated-law = The law allows it (Article 22(2)(b)). You can demand that a person looks at the matter.
notice-automated-consent = It rests on your explicit consent (Article 22(2)(c)). You can demand that a person looks at the matter.
notice-complaint = The right to complain to the supervisory authority
notice-complaint-text = If you think that your personal data have been processed unlawfully, you can lodge a complaint with the supervisory authority, the Data Protection Ombudsman. You can also turn to the authority of the EU or EEA country where you live or work or where you think the infringement took place.
notice-whom-text = You can make any request or enquiry about this notice in writing or in person to the contact person named in section 2. You can also make a request in this service. A request needs no particular form and is free of charge. We answer within one month of receiving it.
notice-ask = Make a request
notice-party = The contract is the basis when you are a party to it yourself. Legitimate interest is the basis when you act for a company.
