# Retention: what the daily run destroyed and what is held.
retention-title = Keeping and destroying data
retention-lead = Every night the portal destroys the data whose retention has ended. This page shows counts only, no names.
retention-none = No run has been made yet. On the day of the installation the portal only counts what it would destroy; destroying begins the following night at two o’clock.
retention-found = Last run
retention-destroyed-at = The run ended { $when }.
retention-counted-at = The count ended { $when }. Nothing was destroyed.
retention-what = Data
retention-rule = Kept for
retention-gone = Destroyed
retention-would-go = Would be destroyed
retention-held = Held because of
retention-note = To note
retention-nothing = Nothing was due.
retention-emptied = { $count } in part
retention-overdue = { $count } more than 30 days late
retention-undated = { $count } in no financial year: stays
retention-why-claim = Legal claim
retention-why-authority = Order of an authority
retention-why-restriction = Processing is restricted
retention-why-open-request = Open request for data
retention-rule-v6 = 6 years from the end of the year in which the financial year ended
retention-rule-b10 = 10 years from the end of the financial year
retention-rule-c0 = until the purpose ends
retention-rule-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
retention-rule-days = 30 days from the closing of the request
retention-due = Due now
retention-due-text = So much would the next run destroy if it were made this moment.
retention-order-text = The run is made every night by itself. If you start it now, the data listed above are destroyed for good.
retention-order = Destroy now
retention-under-way = A run is under way; it works through its batches in the background.
retention-failed = A batch of the run failed, and nothing of that batch was destroyed. The portal tries again every 10 minutes. If this does not go away within an hour, ask whoever runs the server to check disk space and database, and to look in the log for “a batch of the run of destruction failed”.
retention-run-told = { $when }: { $count } rows
retention-kind = Hold
retention-review-on = Review by
retention-runs = Last runs
retention-no-runs = No runs.
retention-started = Began
retention-run-kind = Kind
retention-run-destroys = destroys
retention-run-counts = counts
retention-rows = Rows
retention-finished = Ended
retention-running = running
retention-proof = Id in the audit record

# Holds.
hold-title = Holds on destruction
hold-lead = A hold keeps a person’s data although their retention has ended. The reason is told to the person who asks for their data.
hold-none = There is no hold.
hold-reason = Reason
hold-reason-hint = Say which claim or order the hold is about.
hold-set-at = Set
hold-review = To be reviewed on
hold-review-hint = By this day it is checked whether the hold is still needed.
hold-lifted-at = Lifted
hold-lift = Lift the hold
hold-new = Set a new hold
hold-kind = Kind
hold-set = Set the hold
hold-kind-problem = Choose the kind of hold.
hold-reason-problem = Write a reason of at most 1000 characters.
hold-review-problem = Give a day to come on which the hold is reviewed.
retention-order-legend = This cannot be undone
retention-sure = I have looked through the list: { $count } records are destroyed for good.
retention-sure-problem = Confirm first that you have looked at what is destroyed
hold-covers = What the hold covers
hold-covers-hint = Contact details and customer details always stay, so that it is known whom it is about. Choose besides only what the claim or the order needs. All other data are destroyed and erased as usual.
hold-order = If it is the order of an authority
hold-authority = Authority
hold-authority-hint = Its full name, for example Helsinki District Court.
hold-statute = Law the order rests on
hold-statute-hint = For example Coercive Measures Act, chapter 8, section 24.
hold-reference = Number or date of the order
hold-authority-problem = Write the name of the authority that gave the order, at most 300 characters.
hold-statute-problem = Write the law and section the order rests on, at most 300 characters.
hold-reference-problem = Shorten the number to at most 300 characters.
hold-lift-text = When the hold is lifted, what the person has asked to be erased and only the hold kept is erased at once. Whatever else is past its date goes with the next run.
hold-on-record = Holds on destruction
hold-on-record-none = There is no hold on this person’s data.
hold-on-record-some = { $count ->
    [one] One hold stands.
   *[other] { $count } holds stand.
}
hold-open = See or set a hold
retention-holds = Holds that stand
retention-holds-lead = A hold is on one person. A new one is set on the person’s page of the customer register, also without a request.
retention-hold-since = Set
retention-hold-whose = Person
retention-hold-open = Open
retention-hold-late = review now
retention-no-holds = No hold stands.
