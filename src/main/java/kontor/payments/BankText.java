package kontor.payments;

import java.util.List;
import java.util.Optional;
import kontor.identifiers.SepaText;
import kontor.iso20022.Address;
import kontor.iso20022.Remittance;

/**
 * Names, addresses and words of payments as they stand in files to banks: in their character set
 * and length.
 */
public final class BankText {

    /** ISO 20022's word for a missing value where an element must not be empty. */
    private static final String NOT_PROVIDED = "NOTPROVIDED";

    private BankText() {}

    /** Never empty: the bank would refuse the whole file for one empty name. */
    public static String name(String legalName, int mostCharacters) {
        String name = SepaText.transliterate(legalName, mostCharacters);
        return name.isEmpty() ? NOT_PROVIDED : name;
    }

    /**
     * A reference as free text; empty where no character of it can be written.
     *
     * @param mostCharacters that the scheme carries, counted after umlauts became two letters
     */
    public static Optional<Remittance> words(String reference, int mostCharacters) {
        String words = SepaText.transliterate(reference, mostCharacters);
        return words.isEmpty() ? Optional.empty() : Optional.of(Remittance.ofText(words));
    }

    /**
     * A structured address with town and country, or none: banks refuse half an address since
     * November 2026.
     */
    public static Optional<Address> address(PartyAddress address) {
        var town = part(address.city(), 35);
        var country = part(address.country(), 2);
        return town.isPresent() && country.isPresent()
                ? Optional.of(
                        new Address(
                                part(address.streetName(), 70),
                                part(address.streetNumber(), 16),
                                part(address.postalCode(), 16),
                                town,
                                country,
                                List.of()))
                : Optional.empty();
    }

    /** A text as banks take it; empty where no character of it can be written. */
    public static Optional<String> part(String text, int mostCharacters) {
        String part = SepaText.transliterate(text, mostCharacters);
        return part.isEmpty() ? Optional.empty() : Optional.of(part);
    }
}
