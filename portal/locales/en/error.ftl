error-start = Go to the start page
error-number = If you contact us, please give the number { $number }.
error-not-found-title = Page not found
error-not-found-text = The address may be wrong, or whoever is signed in may not see the matter.
error-too-many-title = Please wait a moment
error-too-many-text = Too many tries.
error-refused-title = This cannot be done now
error-refused-text = Things have changed.
error-away-title = The service is briefly unavailable
error-away-text = Nothing was saved. Please try again in a moment.
error-fault-title = Something went wrong
error-fault-text = The fault is ours. Nothing was left half done. Please try again.
error-sign-in-first-title = Please sign in first
error-sign-in-first-text = This page needs you to be signed in.
error-role-title = You may not do this
error-role-text = This belongs to another role. Ask an administrator if you need it.
error-form-title = This form is too old
error-form-text = Nothing happened. Go back, reload the page and send the form again.
error-too-large-title = Too much text at once
error-too-large-text = Nothing was saved. At most { $most } kilobytes can be sent at once, { $signed_in } when you are signed in, and { $staff } in the forms of staff. Go back with your browser’s Back button: your text is usually still there. Shorten it, or send it in parts.
error-too-long-title = The text is too long
error-too-long-text = Nothing has been saved yet, but what you typed is kept below. Shorten the text and send it again.
error-too-long-problem = Shorten this text: it has { $length } characters, and { $longest } fit here
error-too-slow-title = That took too long
error-too-slow-text = What was sent did not arrive in time, and nothing was kept. Go back and send it again.
error-method-title = Not allowed
error-method-text = The page cannot be used like this.
error-host-title = Wrong address
error-host-text = This service is not at this address.
error-malformed-title = The request cannot be read
error-malformed-text = Go back and send the form again.
refusal-not-now = This cannot be done now: the request is “{ $state }”.
refusal-changed-meanwhile = { $by } was first: the request is now “{ $state }”. Look again and decide anew.
refusal-incomplete = An answer is missing or too long. Go back and check your answers.
refusal-link-spent = The link has been used or has expired. Ask for a new one.
refusal-wrong-code = The code does not match. { $tries ->
    [0] No tries are left. Ask for a new mail.
   *[other] Tries left: { $tries }.
}
refusal-too-many = Too many tries. Try again in { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
refusal-wrong-credentials = Check address, password and code. A code works only once: wait for the next.
refusal-wrong-password = The present password is wrong. Type it again.
refusal-own-account = Nobody changes the roles or the state of their own account. Ask another administrator.
refusal-account-exists = This address has an account already.
refusal-same-person = Whoever proposed cannot approve. Ask another person.
refusal-letter-lacks = The letter cannot go: it lacks { $elements }.
refusal-step-up-needed = Prove your e-mail address again before the download.
refusal-package-gone = The package has been removed. You can ask for it again.
refusal-reason-needed = State why you need to see this person’s data for the request.
refusal-address-not-on-file = The register has another address of this person, so the proved address shows nothing. Choose how you checked who asks.
refusal-role-missing = This needs the role “{ $role }”.
refusal-review-closed = The review is closed already, and its findings can no longer be changed.
refusal-breach-closed = The record of the breach is closed already. Open it again if something in it must change.
refusal-breach-changed = { $by } changed the record in the meantime. What you typed is still here: compare it with the record and save again.
refusal-restricted = The processing of this record has been restricted since { $since }: { $why }. This cannot be done until the restriction has ended.
refusal-too-early = The restriction may end on { $on } at the earliest: the person must be told before.
refusal-not-told-yet = The letter about the end has not left yet. The restriction can end only after that.
refusal-too-late-to-pause = The question comes too late to stop the clock. Ask without stopping it.
refusal-too-late-to-ask-identity = Today, { $date }, is the last day to answer, and no answer to a question can come in time. Close the request as not identified: that letter says what we need, and the answer opens the request again, free of charge.
refusal-too-late-to-ask-clarification = The request must be answered by { $date }, and no answer to a question can come in time. Decide on what is known, or extend the time limit first where the law allows it.
error-identity-code-title = Please remove the personal identity code
error-identity-code-text = You typed a personal identity code. We do not need one, and we keep none: nothing of this form has been saved yet. Take the code out below, and send the rest as it is.
error-identity-code-problem = Take the personal identity code out of this text
error-identity-code-label = Your text
refusal-done-by-yourself = You have already done this, or changed the request in another window. The request is now “{ $state }”.
