own-account-title = Your account
own-account-admin = An administrator changes your roles.
own-account-security = Signing in
own-account-password-set = In use
own-account-authenticator-set = In use
own-account-codes = Recovery codes
own-account-codes-left = { $count ->
    [0] All used
    [one] { $count } left
   *[other] { $count } left
 }
own-account-ends-sessions = When you change this, all your sessions end, this one too, and you sign in again. You are told of the change by mail.
own-account-password-title = Change your password
own-account-present-password = Present password
own-account-password-again = New password again
own-account-password-differs = Type the same new password in both fields
own-account-password-send = Change the password
own-account-authenticator-title = Change your authenticator
own-account-new-device = The new app
own-account-code-new = Code of the new app
own-account-prove = Show that it is you
own-account-code-old = Code of the earlier app
own-account-code-old-hint = Six digits from the earlier app. If you no longer have it, type a recovery code.
own-account-authenticator-send = Change the app
own-account-codes-title = Make new recovery codes
own-account-codes-lead = You get eight new codes. The earlier ones stop working at once, and you are told by mail.
own-account-codes-send = Make new codes
own-account-new-codes = New recovery codes
own-account-back = To your account
own-account-digest = Summary of the day
own-account-digest-on = On working mornings you get a mail that says what waits for you in the queue.
own-account-digest-off = You get no daily summary.
own-account-digest-always = Reminders of dates, and word of requests nobody has looked at, always come. They cannot be switched off.
own-account-digest-stop = Stop the summaries
own-account-digest-begin = Begin the summaries
own-account-details-title = Name and language
own-account-name-hint = Colleagues see the name, and it stays on the requests you work on.
own-account-name-problem = Type your name, at most 200 characters
own-account-details-send = Save
