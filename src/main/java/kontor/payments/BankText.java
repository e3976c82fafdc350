package kontor.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import kontor.core.SepaText;
import kontor.iso20022.Address;
import kontor.iso20022.Remittance;

/**
 * Names, addresses and words of payments as they stand in files to banks: in their character set
 * and length.
 */
public final class BankText {

    private static final int REMITTANCE = 140;

    private BankText() {}

    /** @param holder AccountHolder of the API */
    public static String name(JsonNode holder, int mostCharacters) {
        return SepaText.transliterate(holder.path("legalName").asText(), mostCharacters);
    }

    public static Remittance words(String reference) {
        return Remittance.ofText(SepaText.transliterate(reference, REMITTANCE));
    }

    /** Structured with town and country, or none: half an address is refused since November 2026. */
    public static Optional<Address> address(JsonNode holder) {
        JsonNode address = holder.path("address");
        var town = part(address, "city", 35);
        var country = part(address, "country", 2);
        return town.isPresent() && country.isPresent()
                ? Optional.of(new Address(part(address, "streetName", 70), part(address, "streetNumber", 16),
                        part(address, "postalCode", 16), town, country, List.of()))
                : Optional.empty();
    }

    private static Optional<String> part(JsonNode address, String name, int most) {
        String text = SepaText.transliterate(address.path(name).asText(""), most);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
