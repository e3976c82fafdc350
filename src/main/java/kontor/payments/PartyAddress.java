package kontor.payments;

import com.fasterxml.jackson.databind.JsonNode;
import kontor.identifiers.SepaText;
import kontor.wire.Json;

/** Where a party lives; what nobody told is empty. */
public record PartyAddress(
        String streetName, String streetNumber, String postalCode, String city, String country) {

    /**
     * @param json Address of the API
     */
    public static PartyAddress read(String json) {
        return read(Json.readOwn(json));
    }

    static PartyAddress read(JsonNode address) {
        return new PartyAddress(
                address.path("streetName").asText(""),
                address.path("streetNumber").asText(""),
                address.path("postalCode").asText(""),
                address.path("city").asText(""),
                address.path("country").asText(""));
    }

    /** Banks take no address at all, or one with town and country. */
    public boolean isComplete() {
        return SepaText.isLegible(city) && !country.isEmpty();
    }
}
