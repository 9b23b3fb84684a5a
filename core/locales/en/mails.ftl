# Sign-in mails and mails to staff.
mail-sign-in-subject = Your sign-in link
mail-sign-in-hello = Hello,
mail-sign-in-why = Someone, we hope you, asked to sign in with this e-mail address to the data protection portal of { $controller }.
mail-step-up-subject = Confirm your e-mail address
mail-step-up-why = You are about to download your data from the data protection portal of { $controller }. Please confirm once more that this e-mail address is yours.
mail-sign-in-open = Open this link in the browser you started in:
mail-sign-in-type = Using another device or browser? Then type this code on the page:
mail-sign-in-valid = Link and code work once and for { $minutes } minutes. A newer mail replaces an older one.
mail-sign-in-not-you = Was it not you? Then you need not do anything. Nobody gets in without this mail.
mail-sign-in-secret = Do not give the code to anyone. We never ask for it by phone or by e-mail.
mail-staff-new-request-subject = A new request is waiting ({ $reference })
mail-staff-new-request = A new request is waiting in the queue.
mail-staff-effective-subject = A stop or withdrawal took effect at once ({ $reference })
mail-staff-effective = Somebody stopped marketing or withdrew a consent. It took effect at once; there is nothing to decide.
mail-staff-still-mailed-subject = Marketing comes in spite of the ban ({ $reference })
mail-staff-still-mailed = Somebody whose ban on marketing is in force says that marketing still comes. Please find out why. The page of the request says when each holder of the data was last notified of the ban.
mail-staff-message-subject = A new message ({ $reference })
mail-staff-message = The requester has written. The message is on the page of the request.
mail-staff-proposed-subject = A decision waits for approval ({ $reference })
mail-staff-proposed = A decision waits for a second person to approve it.
mail-staff-sent-back-subject = A decision was sent back ({ $reference })
mail-staff-sent-back = The proposed decision was sent back. The reason is among the notes of the request.
mail-staff-near-subject = { $count ->
    [one] A reply date is near
   *[other] { $count } reply dates are near
}
mail-staff-near = { $count ->
    [one] The date by which this request must be answered is near.
   *[other] The dates by which these { $count } requests must be answered are near.
}
mail-staff-unseen-subject = { $count ->
    [one] Nobody has looked at a request
   *[other] Nobody has looked at { $count } requests
}
mail-staff-unseen = { $count ->
    [one] Nobody of staff has looked at this open request for several working days. It must be answered by its date all the same.
   *[other] Nobody of staff has looked at these { $count } open requests for several working days. They must be answered by their dates all the same.
}
mail-staff-digest-subject = { $count ->
    [0] The queue today: nothing to do for you now
    [one] The queue today: { $count } request to do
   *[other] The queue today: { $count } requests to do
}
mail-staff-digest = This is how the requests stand today.
mail-staff-digest-next = To do for you now
mail-staff-digest-mine = Assigned to you
mail-staff-digest-unassigned = Assigned to nobody
mail-staff-digest-overdue = Overdue
mail-staff-digest-soon = Due within a week
mail-staff-digest-approval = Waiting for approval
mail-staff-digest-nearest = Your nearest dates
mail-staff-right-open = right not named yet
mail-staff-by = reply by { $date }
mail-staff-target = our target { $date }
mail-staff-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
mail-staff-queue = Open the queue:
mail-staff-bounce-subject = A letter was not accepted ({ $reference })
mail-staff-bounce = The recipient’s mail server did not accept a letter. The request counts as unanswered until the letter has reached the person some other way.
mail-staff-uncertain-subject = It is not certain that a letter left ({ $reference })
mail-staff-uncertain = The connection broke while a letter was being handed over. It may or may not have been accepted.
mail-staff-holder-bounced-subject = A notice to a holder of data came back ({ $reference })
mail-staff-holder-bounced = The mail server of another holder of the data did not accept the notice. The holder is not notified until the notice has reached it.
mail-staff-holder-silent-subject = A holder of data does not answer ({ $reference })
mail-staff-holder-silent = Another holder of the data could not be reached, or has not answered in spite of reminders. Please contact it and record the answer.
mail-staff-holder-cannot-subject = A holder of data cannot follow the instruction ({ $reference })
mail-staff-holder-cannot = Another holder of the data answered that it cannot do what was asked. The reason is on the page of the request.
mail-staff-forward-bounced-subject = A forwarded request came back ({ $reference })
mail-staff-forward-bounced = The mail server of the customer to whom a request was forwarded did not accept it. Forward it some other way: the letter is on the page of the request.
mail-staff-due = Reply by
mail-staff-open = Open the request:
mail-staff-breach-subject = Breach { $number }: notify the authority by { $by }
mail-staff-breach = A personal data breach is on record and waits for a decision: the authority is to be notified by { $by }, unless harm to people is unlikely.
mail-staff-breach-over = The 72 hours to notify a personal data breach to the authority ended on { $by }. Notify it now, and say why it is late (Art. 33(1)).
mail-staff-breach-open = Open the record:
mail-staff-flood-subject = Unusually many sign-in mails are being asked for
mail-staff-flood-what = More than 120 sign-in mails a minute are being asked for at the portal. Those above that leave more slowly, and when too many wait some do not leave at all. Links that arrive work as always, and requests already made are not affected.
mail-staff-flood-look = It may be an attempt to send mail to strangers in your name. Tell whoever runs the portal: the log of the proxy shows where it comes from. You get this mail at most every six hours.
mail-staff-flood-open = Open the desk:
mail-staff-silence-subject = The data protection portal has not passed its self-test
mail-staff-silence-what = The portal has not passed its daily self-test since { $since }: its form, its worker or its way to the mail server is dead, and requests may be lost meanwhile.
mail-staff-silence-look = Look at the logs of the portal and of its mail server. This mail went around the portal’s queue of mails.
mail-staff-silence-open = Open the desk:
mail-staff-seal-subject = Seal of the audit record, { $date }
mail-staff-seal = The portal seals its audit record: whoever keeps this mail can later prove that nothing before it was removed or changed. The seal:
mail-staff-seal-keep = Keep this mail where those who run the portal cannot delete it. To check the record, give the seal to this command:
mail-staff-account-subject = A change of staff accounts
mail-staff-account-invited = { $by } invited { $name } ({ $email }) to the desk.
mail-staff-account-roles = { $by } changed the roles of { $name } ({ $email }).
mail-staff-account-closed = { $by } closed the account of { $name } ({ $email }).
mail-staff-account-reopened = { $by } opened the account of { $name } ({ $email }) again.
mail-staff-account-recovered = { $name } ({ $email }) was invited to the desk with the recovery command on the server, not by an administrator.
mail-staff-account-reset = The password of { $name } ({ $email }) was replaced by a mailed link and a code.
mail-staff-account-open = Is this not as agreed? Then tell the person responsible at once. All accounts:
mail-own-account-subject = A change to how you sign in
mail-own-account-password = The password of your account at { $controller } was changed on { $at }. All your sessions ended.
mail-own-account-authenticator = The authenticator of your account at { $controller } was changed on { $at }. All your sessions ended.
mail-own-account-codes = New recovery codes were made for your account at { $controller } on { $at }. The earlier ones no longer work.
mail-own-account-not-you = Was it not you? Ask an administrator at once to close your account.
mail-invitation-subject = An invitation to the data protection desk of { $controller }
mail-invitation-why = You are invited to work at the data protection desk of { $controller }. This link makes your account. It works once and for { $hours } hours:
mail-invitation-what = You choose a password of your own and set up an authenticator app on your phone.
mail-invitation-alone = Give the link to nobody, not even to whoever invited you: the account is yours alone, and what is done with it is recorded in your name.
mail-invitation-not-you = Did you not expect this invitation? Then do not open the link, and tell your employer.
mail-reset-subject = A new password
mail-reset-why = Somebody asked at { $controller } for a link with which you choose a new password. It works once and for { $minutes } minutes:
mail-reset-code = You also need a code of your authenticator app, or a recovery code.
mail-reset-not-you = Was it not you? Then there is nothing to do: your password stays as it is.
mail-new-address-subject = Your e-mail address was changed in our customer register
mail-new-address-what = On { $at } { $controller } replaced your e-mail address in its customer register with another one. The case number is { $reference }.
mail-new-address-from-now-on = From now on messages about your data protection requests go to the new address, and you sign in with it.
mail-new-address-not-you = Did you not ask for this change? Contact us at once and give the case number. We will restore your address and find out what happened.
mail-now-shared-subject = Another person now has your e-mail address in our customer register
mail-now-shared-what = On { $at } { $controller } entered this e-mail address in its customer register for another person too.
mail-now-shared-hides = When several persons have one address we do not know who signs in with it. For the time being you therefore do not see your data in the register when you sign in with it, and of your new requests you see only number, subject and dates. This protects you: nobody else sees your data by the address either.
mail-now-shared-back = Is the address yours alone? Contact us. We will find out what happened and remove the address from whoever it does not belong to. If you use it together, you can give us an address of your own, with which you see your data again.
mail-now-shared-rights = Your rights are unchanged: you can make requests as before, and we answer them once we have checked who asked.
