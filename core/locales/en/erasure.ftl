# What an erasure keeps, and why. Facts of the decision and of its letter.
erasure-statute = Accounting Act (1336/1997), chapter 2, section 10
erasure-class = accounting vouchers and correspondence on transactions
erasure-evidence = Computed from the register and the financial years of the notice on { $date }
erasure-why-vouchers = The Accounting Act obliges us to keep vouchers.
erasure-why-undated = The financial year of a document is not known yet. We hold it until we have found out, and then destroy it when its time is up.
erasure-why-runs = A contract, order or user account is in force, and we need the data for it.
erasure-why-file = It shows that we have followed the law, and is erased after a fixed time.
erasure-why-open = A case is not closed yet. Its file is needed to handle it and shows that we have followed the law.
erasure-left-vouchers = { $category }: { $count ->
    [one] one document
   *[other] { $count } documents
  } that the law obliges us to keep.
erasure-years = { $several ->
    [yes] Last days of the financial years: from { $first } to { $last }.
   *[no] Last day of the financial year: { $last }.
  }
erasure-kept = { $several ->
    [yes] The retention periods end between { $first } and { $last }.
   *[no] Kept until { $last }.
  }
erasure-kept-least = Kept at least until { $until }. The time is counted from when the case is closed.
erasure-left-undated = { $category }: { $count } whose financial year we have to find out first.
erasure-left-runs = { $category }: needed for a contract, order or user account that is in force ({ $count }).
erasure-left-file = { $category }: needed to show that we have followed the law ({ $count }).
erasure-left-open = { $category }: the file of every case that is not closed yet, this one included ({ $count }). It is needed to handle the case and to show that we have followed the law.
letter-erased-line = { $category }: { $count ->
    [one] one record
   *[other] { $count } records
  }
letter-emptied-line = { $category }: your details removed from { $count ->
    [one] one record
   *[other] { $count } records
  }
letter-erased-nothing = We have erased nothing.
letter-erased-overdue = { $count ->
    [one] One of these documents should have been destroyed earlier under our own rules. We are sorry, and we have recorded the mistake.
   *[other] { $count } of these documents should have been destroyed earlier under our own rules. We are sorry, and we have recorded the mistake.
  }
letter-erasure-asked = You asked us to erase:
letter-erasure-none = We hold nothing in these categories:
letter-erasure-kept = We still keep the following:
letter-erasure-then = We use documents kept by law for nothing else, and destroy them when their time is up. You need not make a new request.
letter-erasure-running = When the contract, order or account has ended, you can ask us to erase the data that were needed for it.
letter-erasure-file = We also keep the case file of this request, to show that we acted on it, at least until { $until }. The time is counted from when the case is closed.
letter-erasure-end-told = When the last of what we keep has been destroyed, we will tell you. Your contact details stay in that case file until then.
letter-erasure-rest = Copies in our backups disappear when the backups are overwritten. If we ever have to restore one, the erasure is carried out again at once.
letter-subject-erasure-complete = The last of your data that we kept are now destroyed ({ $reference })
letter-erasure-complete = When we acted on your request, we told you what we had to keep. The last of it has now been destroyed.
letter-erasure-complete-left = Nothing of what we kept then is left in our register.
erasure-why-other-basis = The data are needed for a contract of your own, and the objection does not reach them.
erasure-left-other-basis = { $category }: needed for a contract of your own ({ $count }).
erasure-why-linked = Other data that you did not ask us to erase depend on these data, or they concern another person too.
erasure-left-linked = { $category }: other data that you did not ask us to erase depend on them, or they concern another person too ({ $count }).
letter-erasure-package-stays = You have not yet downloaded your data package of { $date } (case number { $reference }). You can still download it until { $until }. Then it is destroyed.
letter-erasure-package-goes = Your data package of { $date } (case number { $reference }), which you have downloaded, has been removed from our service.
letter-erasure-package-posted = The file of the data package of { $date } (case number { $reference }) that you received has been deleted from our service. The copy you were given stays with you.
letter-erasure-files = We removed your e-mail address from the files of your earlier requests that are closed. The files themselves are kept until their retention period ends, to show that we followed the law.
erasure-before-package-stays = Your data package of { $date } (case number { $reference }) has not been downloaded yet. It stays for you until { $until } even if we delete your data before that, and cannot be built again afterwards.
erasure-before-package-goes = You have downloaded your data package of { $date } (case number { $reference }). It will no longer be available once your data are deleted; download it again first if you need it.
erasure-before-package-posted = You were given the data package of { $date } (case number { $reference }). We no longer have the file once your data are deleted. The copy you were given stays with you.
erasure-before-files = When we delete all your data, we also remove your e-mail address from your earlier requests that are closed.
erasure-desk-package-stays = The data package of { $date } (case { $reference }) has not been downloaded. It stays until { $until }, as its letter promised, and is then destroyed.
erasure-desk-package-goes = The data package of { $date } (case { $reference }) has been downloaded and is removed.
erasure-desk-package-posted = The data package of { $date } (case { $reference }) was given to the person other than through the service. The file is deleted.
erasure-desk-files = { $count ->
    [one] One closed case file loses the e-mail address, so its
   *[other] { $count } closed case files lose the e-mail address, so their
  } letters can no longer be sent again.
erasure-why-claim = The data are needed for the establishment, exercise or defence of legal claims.
erasure-left-claim = { $category }: needed because of a legal claim ({ $count }).
erasure-why-authority = An authority has ordered us to keep the data.
erasure-left-authority = { $category }: kept by the order of an authority ({ $count }).
erasure-order-title = Order of an authority
erasure-order-plain = We cannot erase these data yet, because an authority has ordered us to keep them.
erasure-order-class = data that the order covers
erasure-order-unnamed = order of an authority
erasure-hold-claim = Legal claim: { $reason }. By { $review } we check whether the data are still needed.
erasure-hold-authority = The order was given by { $authority }: { $reason }. By { $review } we check whether the order still stands.
erasure-hold-order = Order of an authority: { $reason }. By { $review } we check whether the order still stands.
erasure-hold-while = When this reason ends, we erase without delay the data that no other law obliges us to keep. You need not make a new request. Until then we do not destroy what it covers, even if its retention ends otherwise.
letter-objection-held = Not everything can be erased yet:
erasure-hold-covers = { $hold } The hold covers: { $covers }.
erasure-why-silent = The law obliges us to keep the data.
erasure-left-silent = { $category }: kept because of a legal obligation ({ $count }).
erasure-silent-title = Legal obligation
erasure-silent-plain = We cannot erase these data yet, because the law obliges us to keep them. Of the reasons we tell only what the law allows us to tell. You can ask the Data Protection Ombudsman to check that we process your data lawfully.
erasure-silent-statute = Article 23 of the General Data Protection Regulation and section 34 of the Data Protection Act
erasure-silent-class = data that the law obliges us to keep
erasure-hold-silent = By { $review } we check whether the law still obliges us to keep the data.
erasure-hold-silence = The person must not be told of the order: { $law }.
erasure-group = { $why }: { $what }.
erasure-group-until = { $several ->
    [yes] { $why }, with retention periods ending between { $first } and { $last }: { $what }.
   *[no] { $why }, until { $last }: { $what }.
  }
erasure-group-least = { $why }, at least until { $until }: { $what }.
erasure-group-why-vouchers = Because of the Accounting Act
erasure-group-why-undated = Until the financial year of the document is known
erasure-group-why-runs = For a contract, order or user account in force
erasure-group-why-file = To show that we have followed the law
erasure-group-why-open = To handle a case that is not closed yet
erasure-group-why-other-basis = For your own contract
erasure-group-why-linked = Because of other data that depend on them, or of another person
erasure-group-why-claim = Because of a legal claim
erasure-group-why-authority = By the order of an authority
erasure-group-why-silent = Because of a legal obligation
erasure-group-part = { $category } ({ $count ->
    [one] one record
   *[other] { $count } records
  })
