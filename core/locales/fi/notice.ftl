# Particulars of the controller, its contact person and the supervisory authority.
notice-business-id = Y-tunnus { $value }
notice-phone = Puhelin: { $value }
notice-registry = Kirjaamo: { $value }
notice-email = Sähköposti: { $value }
notice-visiting = Käyntiosoite: { $value }
notice-postal = Postiosoite: { $value }
notice-website = Verkkosivut: { $value }
notice-complaint = Valituksen tekeminen: { $value }
kept-years = { $count ->
    [1] yksi vuosi
    [2] kaksi vuotta
    [3] kolme vuotta
   *[other] { $count } vuotta
  }
kept-months = { $count ->
    [1] yksi kuukausi
   *[other] { $count } kuukautta
  }
