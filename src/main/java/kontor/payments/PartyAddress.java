package kontor.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.banktexts.Member;
import kontor.banktexts.Texts;
import kontor.identifiers.SepaText;
import kontor.iso20022.Address;
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

    /**
     * As it leaves: structured with town and country, or not at all, for banks refuse half an
     * address since November 2026.
     *
     * @param member the address in its payment
     */
    public Optional<Address> sent(Texts texts, Member member) {
        if (!isComplete()) {
            if (isSaid()) {
                texts.leftOut(member, oneLine(), "banks take no address without town and country");
            }
            return Optional.empty();
        }
        return Optional.of(
                new Address(
                        texts.words(member.part("streetName", "street"), streetName, 70),
                        texts.words(member.part("streetNumber", "house number"), streetNumber, 16),
                        texts.words(member.part("postalCode", "postal code"), postalCode, 16),
                        texts.words(member.part("city", "town"), city, 35),
                        Optional.of(country),
                        List.of()));
    }

    /** Whether anything of it was told. */
    public boolean isSaid() {
        return !oneLine().isEmpty();
    }

    private String oneLine() {
        return Stream.of(streetName, streetNumber, postalCode, city, country)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
