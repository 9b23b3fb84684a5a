# The yearly review, and what the controller itself has to do now.
review-title = Yearly review
review-lead = Once a year every category of data is gone through: are the data still needed, are they accurate, is the basis right, and are they kept for the right time?
review-due = The next review is to be done by { $on }.
review-go-on = Go on with the review
review-begin = Begin the review
review-past = Reviews done
review-past-none = No review has been done yet.
review-closed-on = Done on
review-due-on = To be done by
review-open-lead = The review is under way. It can be closed once every category has its findings.
review-closed-lead = The review is done. Its findings can no longer be changed.
review-opened = Begun
review-closed = Closed
review-closed-by = Closed by
review-close-title = Closing the review
review-close-text = Once closed, the findings cannot be changed. The next review is due within 12 months.
review-close = Close the review
review-missing = { $count ->
    [one] One category has no findings yet.
   *[other] { $count } categories have no findings yet.
}
review-not-yet = not reviewed
review-answer = Note the findings
review-again = Change the findings
review-needed = Are the data still needed?
review-accurate = Are the data accurate and up to date?
review-basis = Is the legal basis right?
review-retention = Is the retention period right?
review-verdict-fine = Yes
review-verdict-change = No, to be changed
review-verdict-problem = Answer the question: { $question }
review-note = Findings
review-note-hint = Say what is to be changed. If all is well, this may stay empty. Write no one’s personal data.
review-note-problem = Say what is to be changed, in at most 2000 characters
review-found-by = Noted by
review-purposes = Purposes
review-bases = Legal bases
review-kept = Retention
review-sources = Sources
review-keep = Save the findings
duty-title = Other duties
duty-breach = Breach { $number }: notify the authority by { $by }
duty-untold = Breach { $number }: tell the persons without undue delay (Art. 34)
breach-untold = The persons are to be told
breach-untold-text = The risk is high, so the persons concerned are to be told without undue delay (Article 34 GDPR). Tell them, or record why they need not be told.
duty-breach-open = Open the record of the breach
duty-review = Yearly review, by { $on }
duty-review-overdue = The yearly review was to be done by { $on }.
duty-review-do = Do the review
duty-late = late
duty-silent = No self-test of the portal has passed since { $since }: requests may not arrive, and mails may not leave.
duty-silent-do = Tell whoever runs the portal: its form, its worker or its way to the mail server is dead.
queue-tested = The portal passed its daily self-test { $when }.
duty-failed-run = The destruction of data is not making progress
duty-failed-since = (last tried { $when })
duty-holds = { $count ->
    [one] 1 hold on destruction waits for its review
   *[other] { $count } holds on destruction wait for their review
}
duty-stale = { $count ->
    [one] 1 record waits to be checked
   *[other] { $count } records wait to be checked
}
duty-left = { $count ->
    [one] 1 closed request with something left to do
   *[other] { $count } closed requests with something left to do
}
review-progress = { $done }/{ $all } categories reviewed.
review-next = Next: { $category }
review-caption = To be done by { $on }
