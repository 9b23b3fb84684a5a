# Particulars of the controller, its contact person and the supervisory authority.
notice-business-id = Business ID { $value }
notice-phone = Telephone: { $value }
notice-registry = Registry: { $value }
notice-email = E-mail: { $value }
notice-visiting = Visiting address: { $value }
notice-postal = Postal address: { $value }
notice-website = Website: { $value }
notice-complaint = To make a complaint: { $value }
kept-years = { $count ->
    [1] one year
    [2] two years
    [3] three years
   *[other] { $count } years
  }
kept-months = { $count ->
    [1] one month
   *[other] { $count } months
  }
