# What was asked, and the fields of the register, as forms and letters name them.
item-everything = All data about you
item-text = What you told us in your own words
field-person-name = Name
field-person-email = E-mail address
field-person-language = Language
field-customer-name = Customer name
field-customer-business-id = Business ID
field-address-street = Street address
field-address-postal-code = Postal code
field-address-city = Town
field-address-country = Country
field-billing-street = Billing address: street
field-billing-postal-code = Billing address: postal code
field-billing-city = Billing address: town
field-billing-country = Billing address: country
item-restriction = { $scope }: { $why }
