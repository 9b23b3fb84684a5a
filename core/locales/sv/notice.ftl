# Particulars of the controller, its contact person and the supervisory authority.
notice-business-id = FO-nummer { $value }
notice-phone = Telefon: { $value }
notice-registry = Registratorskontor: { $value }
notice-email = E-post: { $value }
notice-visiting = Besöksadress: { $value }
notice-postal = Postadress: { $value }
notice-website = Webbplats: { $value }
notice-complaint = Lämna in klagomål: { $value }
kept-years = { $count ->
    [1] ett år
    [2] två år
    [3] tre år
   *[other] { $count } år
  }
kept-months = { $count ->
    [1] en månad
   *[other] { $count } månader
  }
