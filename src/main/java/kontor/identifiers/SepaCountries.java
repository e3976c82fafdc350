package kontor.identifiers;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import kontor.core.Maps;
import kontor.core.Tables;

/** The countries of the SEPA schemes ({@code tables/sepa_countries.csv}, EPC409-09). */
public final class SepaCountries {

    private static final Map<String, Boolean> PAYER_ADDRESS_NEEDED =
            Tables.rows("sepa_countries").stream()
                    .collect(
                            toUnmodifiableMap(
                                    row -> row.getField("iban_prefix"),
                                    row -> row.getField("payer_address_needed").equals("yes")));

    private SepaCountries() {}

    public static boolean isSepa(String iban) {
        return iban.length() >= 2 && PAYER_ADDRESS_NEEDED.containsKey(Iban.country(iban));
    }

    /**
     * @param country ISO 3166 code
     */
    public static boolean isInEea(String country) {
        return Boolean.FALSE.equals(PAYER_ADDRESS_NEEDED.get(country));
    }

    /** Whether a payment must carry the payer's address: outside the EEA, and so outside SEPA. */
    public static boolean needsPayerAddress(String iban) {
        return !isSepa(iban) || Maps.required(PAYER_ADDRESS_NEEDED, Iban.country(iban));
    }
}
