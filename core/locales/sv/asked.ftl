# Vad som begärdes, och registrets fält så som blanketter och brev nämner dem.
item-everything = Alla uppgifter om dig
item-text = Det du berättade med egna ord
field-person-name = Namn
field-person-email = E-postadress
field-person-language = Språk
field-customer-name = Kundens namn
field-customer-business-id = FO-nummer
field-address-street = Gatuadress
field-address-postal-code = Postnummer
field-address-city = Postanstalt
field-address-country = Land
field-billing-street = Faktureringsadress: gatuadress
field-billing-postal-code = Faktureringsadress: postnummer
field-billing-city = Faktureringsadress: postanstalt
field-billing-country = Faktureringsadress: land
item-restriction = { $scope }: { $why }
