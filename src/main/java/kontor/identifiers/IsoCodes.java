package kontor.identifiers;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.core.Tables;

/** Some of the external code sets of ISO 20022 ({@code tables/iso_external_codes.csv}). */
public final class IsoCodes {

    private static final Set<String> CATEGORY_PURPOSES = codes("category_purpose");
    private static final Set<String> LOCAL_INSTRUMENTS = codes("local_instrument");
    private static final Set<String> ORGANISATIONS = codes("organisation_identification");

    private static final Set<String> REASONS =
            Stream.of("status_reason", "return_reason", "reversal_reason", "cancellation_reason")
                    .flatMap(set -> codes(set).stream())
                    .collect(Collectors.toUnmodifiableSet());

    private IsoCodes() {}

    /** Whether it says why something was refused, returned, reversed or cancelled. */
    static boolean isReason(String code) {
        return REASONS.contains(code);
    }

    /** Whether it is a category purpose, such as SALA or SUPP. */
    public static boolean isCategoryPurpose(String code) {
        return CATEGORY_PURPOSES.contains(code);
    }

    /**
     * Whether it is a local instrument of ISO, such as INST or CCD; banks have others of their own.
     */
    public static boolean isLocalInstrument(String code) {
        return LOCAL_INSTRUMENTS.contains(code);
    }

    /** Whether it says whose number an organisation has, such as CUST; banks have other words. */
    public static boolean isOrganisationIdentification(String code) {
        return ORGANISATIONS.contains(code);
    }

    private static Set<String> codes(String codeSet) {
        return Tables.rows("iso_external_codes").stream()
                .filter(row -> row.getField("code_set").equals(codeSet))
                .map(row -> row.getField("code"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
