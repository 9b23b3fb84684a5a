# What the copy would hold, and what of it is kept back for the rights of others
copy-title = What the copy would hold
copy-lead = This is what the person would get if the request were granted now. That you looked has been recorded, and the person is told if they ask.
copy-empty = There is nothing.
copy-open = Show the records
copy-stays = Kept back
copy-count = { $count ->
    [0] The copy would hold no record. It says that there is nothing.
    [one] The copy would hold { $count } record.
   *[other] The copy would hold { $count } records.
}
copy-look = Look at the records: { $item }
copy-look-all = Look at everything the person would get
copy-kept-back = Kept back:
copy-kept-records = { $count ->
    [one] { $count } whole record
   *[other] { $count } whole records
}
copy-kept-fields = { $count ->
    [one] { $count } single value
   *[other] { $count } single values
}
copy-review = The copy that the person gets
copy-review-lead = Look at the records yourself before you approve. If they change before that, the proposal is void.
copy-whole = The whole record
copy-mark-title = What is kept back
copy-mark-lead = Mark only what would harm somebody else’s rights if it were given: another person’s name, a message, a trade secret.
copy-mark-rest = Everything else is given. Mark a single value rather than a whole record. Not everything may be kept back (Art. 15(4), Art. 20(4), recital 63).
copy-mark-twice = The same thing can stand in several places, for instance in a message and in a note. Look at all of them. That you looked has been recorded.
copy-mark = Mark what is kept back
copy-mark-again = Change what is kept back: { $item }
copy-ground = On what ground is part of it kept back?
copy-no-ground = Choose a ground on which a part can be kept back
copy-nothing-marked = Mark at least one value or record, or go back to the verdicts and grant everything
copy-all-marked = You marked everything there is in this category, but not everything may be kept back (Art. 15(4), Art. 20(4), recital 63). Mark only the values that would give somebody else away: dates, numbers and amounts can nearly always be given. If nothing of the category can be given at all, go back to the verdicts, decide category by category, refuse this one and grant the others.
copy-changed = { $count ->
    [one] The records of one category have changed since you opened the page
   *[other] The records of { $count } categories have changed since you opened the page
}
copy-changed-kept = Nothing was sent. Your verdicts and texts are still here. Look at what the copy would hold now, and go on.
decide-partly = Granted in part
decide-partly-hint = A part is kept back for somebody else’s rights. You mark it on the next page.
decide-partly-item = Given in part: { $item }
refusal-copy-changed = What the person would get has changed: { $what }. Nothing was sent. Look at the records again and decide on them.
