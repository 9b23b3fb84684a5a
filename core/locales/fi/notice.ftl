# Particulars of the controller, its contact person and the supervisory authority.
notice-business-id = Y-tunnus { $value }
notice-phone = Puhelin: { $value }
notice-registry = Kirjaamo: { $value }
notice-email = Sähköposti: { $value }
notice-visiting = Käyntiosoite: { $value }
notice-postal = Postiosoite: { $value }
notice-website = Verkkosivut: { $value }
notice-complaint = Valituksen tekeminen: { $value }
