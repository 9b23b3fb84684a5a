# Names of the codes that stand in columns: vocabulary, then code.

state-received = Received
state-in-progress = In progress
state-awaiting-customer = Waiting for the requester
state-awaiting-approval = Waiting for approval
state-fulfilling = Being carried out
state-closed = Closed

# The same states as the requester needs to know them.
own-state-received = Received
own-state-in-progress = We are working on it
own-state-awaiting-customer = Waiting for your answer
own-state-awaiting-approval = We are working on it
own-state-fulfilling = Decided, being carried out
own-state-closed = Closed

outcome-granted = Granted
outcome-partly-granted = Partly granted
outcome-refused = Refused
outcome-withdrawn = Withdrawn by the requester
outcome-not-identified = Requester not identified
outcome-forwarded = Forwarded
outcome-no-request = No data protection request

verdict-granted = Granted
verdict-refused = Refused
verdict-partly = Partly

assurance-email = E-mail address proved
assurance-known-facts = Known facts checked
assurance-in-person = Identified in person
assurance-eid = Strong electronic identification

channel-portal = Portal
channel-email = E-mail
channel-letter = Letter
channel-in-person = In person
channel-phone = Phone

role-reader = Reader
role-caseworker = Caseworker
role-approver = Approver
role-admin = Administrator

author-requester = Requester
author-staff = Staff

customer-kind-private = Private customer
customer-kind-sole-trader = Sole trader
customer-kind-company = Company

address-kind-postal = Postal address
address-kind-billing = Billing address

contact-role-holder = Customer
contact-role-contact = Contact person
contact-role-billing = Billing contact
contact-role-technical = Technical contact

hosting-state-active = Active
hosting-state-suspended = Suspended
hosting-state-ended = Ended

purchase-state-active = Active
purchase-state-delivered = Delivered
purchase-state-cancelled = Cancelled

evidence-consent = Consent
evidence-soft-opt-in = Customer relationship

step-state-open = Not yet notified
step-state-told = Notified, no answer yet
step-state-done = Done
step-state-not-held = Holds no such data
step-state-cannot = Cannot do it
step-state-given-up = Notification given up
own-state-open = Waiting its turn
own-state-told = In progress
own-state-done = Done
own-state-not-held = The system holds no such data
own-state-cannot = Could not be done
own-state-given-up = No longer needed
public-state-open = Not done yet
public-state-told = Others told, not finished yet
public-state-done = The steps have been taken
public-state-not-held = No links or copies found
public-state-cannot = Could not be done
public-state-given-up = Others could not be told
excuse-impossible = notifying it proved impossible
excuse-disproportionate = notifying it would take a disproportionate effort
excuse-overtaken = the restriction ended before the answer
excuse-replaced = the erasure of the same data took the place of the restriction
remedy-told-otherwise = it was settled with the holder in another way
remedy-stopped-sending = nothing is sent through it any more
remedy-impossible = it proved impossible
remedy-disproportionate = it would take a disproportionate effort

transfer-state-open = Not handed over yet
transfer-state-proposed = Could not be handed over: waits for approval
transfer-state-given = Handed over
transfer-state-failed = Could not be handed over

package-state-queued = Being put together
package-state-ready = Ready
package-state-purged = No longer available
package-state-failed = Failed

mail-state-queued = Waiting to be sent
mail-state-claimed = Being sent
mail-state-data = Being sent
mail-state-sent = Accepted by the mail server
mail-state-uncertain = Uncertain
mail-state-bounced = Came back
mail-state-expired = Too old to send
mail-state-held = Held back
mail-state-printed = Printed

task-kind-bounce = A letter came back
task-kind-uncertain = It is uncertain whether a letter went out
task-kind-package-failed = A data package could not be built
task-kind-tell-holder = Notify a holder of the data
task-kind-holder-bounced = A notice to a holder of data came back
task-kind-holder-silent = A holder of the data does not answer
task-kind-holder-cannot = A holder cannot do it: decide what to do
task-kind-still-mailed = Marketing comes in spite of the ban
task-kind-forward-bounced = A forwarded request has not reached the customer

letter-kind-acknowledgement = Acknowledgement of receipt
letter-kind-granted = Decision: granted
letter-kind-partly-granted = Decision: partly granted
letter-kind-refused = Decision: refused
letter-kind-marketing-stopped = Direct marketing stopped
letter-kind-consent-withdrawn = Withdrawal of consent
letter-kind-not-identified = Requester not identified
letter-kind-late = Answer is late
letter-kind-message-waiting = A message waits
letter-kind-withdrawn = Request withdrawn
letter-kind-transfer-settled = Handed over to another controller
letter-kind-package-ready = Data package ready
letter-kind-recipients-told = Answers of the other holders

restriction-ground-accuracy = the accuracy of the data is contested
restriction-ground-unlawful = the processing is unlawful, but the person does not want the data erased
restriction-ground-claims = the person needs the data for legal claims
restriction-ground-objection = an objection is being weighed
letter-kind-restriction-set = Processing restricted
letter-kind-restriction-ends = Restriction ends
letter-kind-question = Question to the requester
letter-kind-erasure-complete = Last kept data destroyed
letter-kind-forwarded = Request forwarded
letter-kind-split-off = Part made a request of its own
letter-kind-restriction-stays = Restriction goes on
task-kind-follow-up = A message on a closed request
mail-state-overtaken = Not sent: the answer or the end of the request came first
own-author-requester = You
own-author-staff = We

attachment-kind-original = Original of the request
attachment-kind-letter = Other letter on paper
