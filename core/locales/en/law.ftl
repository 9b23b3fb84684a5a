# Law: how a date is counted, the grounds for refusal, what each demands, and why a step is not open now.

## Days
day-new-years-day = New Year’s Day
day-epiphany = Epiphany
day-good-friday = Good Friday
day-easter-sunday = Easter Sunday
day-easter-monday = Easter Monday
day-may-day = May Day
day-ascension = Ascension Day
day-pentecost = Pentecost
day-midsummer-day = Midsummer Day
day-all-saints = All Saints’ Day
day-independence-day = Independence Day
day-christmas-day = Christmas Day
day-st-stephens-day = St Stephen’s Day
day-saturday = a Saturday
day-sunday = a Sunday
day-midsummer-eve = Midsummer Eve
day-christmas-eve = Christmas Eve
day-month-clamp = the last day of the month
day-paused-days = a pause of the time limit

## How a date is counted
deadline-count-due = The request came in on { $received }. One month from then ends on { $nominal }.
deadline-count-extended = If the time limit is extended, three months from receipt ({ $received }) end on { $nominal }.
deadline-count-internal = Our own target is counted from the end of the month, { $nominal }, without pauses.
deadline-step-clamp = That month has no day { $day }, so its last day counts: { $to }.
deadline-step-paused = The clock stood still for { $days ->
    [one] one day
   *[other] { $days } days
}, so the date moves to { $to }.
deadline-step-later = { $date } is { $what }, so the date moves to the next day: { $to }.
deadline-step-earlier = { $date } is { $what }, so the target moves earlier: { $to }.
deadline-result-due = Reply by { $date }.
deadline-result-extended = The extended time limit ends on { $date }.
deadline-result-internal = We aim to reply by { $date }.

## Where it stands in the law
cite-article = Article { $article } GDPR
cite-paragraph = Article { $article }({ $paragraph }) GDPR
cite-point = Article { $article }({ $paragraph })({ $point }) GDPR
cite-recital = recital { $recital } GDPR
cite-act-34 = section 34(1)({ $point }) of the Data Protection Act

## Grounds for refusal
ground-rg-id-title = We cannot verify your identity
ground-rg-id-plain = We cannot act on the request because we cannot be sure who is making it. We take it up again, free of charge, once we have the missing information.
ground-rg-unf-title = The request is manifestly unfounded
ground-rg-unf-plain = We do not act on the request because it is manifestly unfounded. We explain below what this rests on.
ground-rg-exc-title = The request is excessive
ground-rg-exc-plain = We do not act on the request because it is excessive. We explain below what this rests on.
ground-rg-15-oth-title = Rights and freedoms of others
ground-rg-15-oth-plain = We do not give a copy of this part because it would harm the rights and freedoms of someone else. This concerns this part only.
ground-rg-15-sec-title = Security or the investigation of crime
ground-rg-15-sec-plain = We cannot give this information because doing so could harm national security, defence, public order and security, or the prevention or investigation of crime.
ground-rg-15-danger-title = Serious danger to health, care or rights
ground-rg-15-danger-plain = We cannot give this information because doing so could seriously endanger your health or care, or your rights or those of someone else.
ground-rg-15-superv-title = Supervision or an important public financial interest
ground-rg-15-superv-plain = We cannot give this information because it is used for supervision and inspection, and withholding it is necessary to protect an important financial interest of Finland or the European Union.
ground-rg-16-ok-title = The data are accurate
ground-rg-16-ok-plain = We do not change these data because we have checked them and they are accurate.
ground-rg-16-purp-title = The completion is not needed
ground-rg-16-purp-plain = We do not add the information because the purpose we process the data for does not need it.
ground-rg-17-nog-title = The conditions for erasure are not met
ground-rg-17-nog-plain = We do not erase the data because none of the conditions in the law is met: we still need them.
ground-rg-17-expr-title = Freedom of expression and information
ground-rg-17-expr-plain = We do not erase the data as far as processing them is necessary for freedom of expression and information.
ground-rg-17-legal-title = The law requires us to keep the data
ground-rg-17-legal-plain = We cannot erase these data yet because the law requires us to keep them. We keep them only until the day the law sets, and only for that purpose.
ground-rg-17-health-title = Public health
ground-rg-17-health-plain = We do not erase the data as far as processing them is necessary in the public interest in the area of public health.
ground-rg-17-arch-title = Archiving, research or statistics
ground-rg-17-arch-plain = We do not erase the data because they are needed for archiving, research or statistics, which erasure would seriously impair.
ground-rg-17-claim-title = Legal claim
ground-rg-17-claim-plain = We do not erase these data yet because they are needed to establish, exercise or defend a legal claim. We look at this again on the day stated below.
ground-rg-18-nog-title = The conditions for restriction are not met
ground-rg-18-nog-plain = We do not restrict the processing because none of the conditions in the law is met.
ground-rg-20-basis-title = The processing does not rest on consent or contract
ground-rg-20-basis-plain = The right to data portability covers only data processed on your consent or a contract. These data are processed on another basis. You can still ask for a copy of them.
ground-rg-20-man-title = The data are not processed by automated means
ground-rg-20-man-plain = The right to data portability covers only data processed by automated means. These data are processed by hand. You can still ask for a copy of them.
ground-rg-20-prov-title = You did not provide the data yourself
ground-rg-20-prov-plain = The right to data portability covers only data that you provided to us. We got these data from elsewhere or produced them ourselves. You can still ask for a copy of them.
ground-rg-20-oth-title = Rights and freedoms of others
ground-rg-20-oth-plain = We do not transfer this part because doing so would harm the rights and freedoms of someone else.
ground-rg-20-tech-title = A direct transfer is not technically feasible
ground-rg-20-tech-plain = We cannot transfer the data directly to another controller because it is not technically feasible. You get the data yourself in a machine-readable format and can pass them on.
ground-rg-21-basis-title = The right to object does not cover this processing
ground-rg-21-basis-plain = The right to object covers only processing based on a legitimate interest or a task in the public interest. This processing rests on another basis.
ground-rg-21-sit-title = You have not told us your particular situation
ground-rg-21-sit-plain = We asked you which particular situation of yours the objection rests on, but have had no answer. You can make a new request at any time.
ground-rg-21-comp-title = Compelling legitimate grounds
ground-rg-21-comp-plain = We continue the processing because there are compelling legitimate grounds that override your interests. We explain below how we weighed them.
ground-rg-21-claim-title = Legal claim
ground-rg-21-claim-plain = We continue the processing because it is needed to establish, exercise or defend a legal claim.
ground-rg-22-none-title = No automated decision has been made
ground-rg-22-none-plain = No decision about you that has legal effects or similarly significantly affects you has been made by automated means alone.
ground-rg-22-exc-title = The automated decision is allowed
ground-rg-22-exc-plain = The automated decision is allowed here. You can ask for a person to look at it, give your own view and contest the decision.

## What a ground demands
demand-facts = Facts of this case
demand-evidence = Reference to the evidence
demand-doubt-reason = Why there is reasonable doubt about the identity
demand-asked = What was asked for
demand-lesser-means = Why milder means do not suffice
demand-cannot-identify = How we show that we cannot identify the person
demand-fee-considered = Why we did not charge a reasonable fee instead
demand-previous-requests = Earlier requests (dates and scope) or other evidence
demand-whose-right = Whose rights are concerned
demand-redaction-insufficient = Why less would not do, such as covering parts of it
demand-interest = Which interest or danger the provision concerns, and how
demand-reasons-told = What the person is told of the reasons
demand-verified-how = How the accuracy was checked
demand-why-unneeded = Why the purpose does not need the completion
demand-why-no-condition = Why none of the conditions is met
demand-statute = The law and section that oblige
demand-document-class = Kind of document
demand-financial-year = Last day of the financial year
demand-keep-until = Kept until
demand-claim = The legal claim and when it lapses
demand-review-on = Day on which this is looked at again
demand-basis-used = The legal basis of the processing
demand-origin = Where the data come from
demand-why-not-feasible = Why a direct transfer is not technically feasible
demand-balancing = How the interests were weighed (balancing test)
demand-exception = Which exception allows the decision
demand-safeguards = Safeguards offered

## Why a step is not open now
not-now-not-filed = The request has not been sent yet.
not-now-already-filed = The request has already been received.
not-now-take-first = Nobody has taken up the request yet.
not-now-already-taken = The request has already been taken up.
not-now-nothing-asked = Nothing has been asked of the requester.
not-now-waits-for-customer = We are waiting for the requester’s answer.
not-now-nothing-proposed = No decision has been proposed.
not-now-waits-for-approval = The proposal is waiting for approval.
not-now-needs-approval = The decision must first be proposed for someone else to approve.
not-now-approval-not-used = No approval is needed; the decision can be made directly.
not-now-not-decided = The request has not been decided yet.
not-now-decided = The request is already decided and is being carried out.
not-now-closed = The request is closed.
