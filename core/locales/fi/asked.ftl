# Mitä pyydettiin, ja rekisterin kentät niin kuin lomakkeet ja kirjeet ne nimeävät.
item-everything = Kaikki sinua koskevat tiedot
item-text = Omin sanoin kertomasi
field-person-name = Nimi
field-person-email = Sähköpostiosoite
field-person-language = Kieli
field-customer-name = Asiakkaan nimi
field-customer-business-id = Y-tunnus
field-address-street = Katuosoite
field-address-postal-code = Postinumero
field-address-city = Postitoimipaikka
field-address-country = Maa
field-billing-street = Laskutusosoite: katuosoite
field-billing-postal-code = Laskutusosoite: postinumero
field-billing-city = Laskutusosoite: postitoimipaikka
field-billing-country = Laskutusosoite: maa
item-restriction = { $scope }: { $why }
