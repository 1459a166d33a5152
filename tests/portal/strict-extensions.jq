# Names that Foyer's profile adds to the v4 documents (an address of ours is a PortalAddress; a contact medium has an id as in v5).
# Everything else that a document does not name stays an error.
def address: {name: {type: "string"}, company: {type: "string"}, street1: {type: "string"}, street2: {type: "string"},
  postCode: {type: "string"}, city: {type: "string"}, stateOrProvince: {type: "string"}, country: {type: "string"},
  phoneNumber: {type: "string"}};
(if .definitions.ContactMedium then .definitions.ContactMedium.properties.id = {type: "string"} else . end)
| (if .definitions.MediumCharacteristic then .definitions.MediumCharacteristic.properties += address else . end)
| (if .definitions.RelatedPlaceRefOrValue then .definitions.RelatedPlaceRefOrValue.properties += address else . end)
