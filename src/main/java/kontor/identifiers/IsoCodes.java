package kontor.identifiers;

import java.util.Set;
import java.util.stream.Collectors;
import kontor.core.Tables;

/** The external code sets of ISO 20022 ({@code tables/iso_external_codes.csv}). */
public final class IsoCodes {

    private static final Set<String> CATEGORY_PURPOSES = codes("category_purpose");
    private static final Set<String> LOCAL_INSTRUMENTS = codes("local_instrument");

    private IsoCodes() {}

    /** Such as SALA or SUPP; four capitals. */
    public static boolean isCategoryPurpose(String code) {
        return CATEGORY_PURPOSES.contains(code);
    }

    /** Such as INST or CCD; what is none of ISO's is a bank's own. */
    public static boolean isLocalInstrument(String code) {
        return LOCAL_INSTRUMENTS.contains(code);
    }

    private static Set<String> codes(String codeSet) {
        return Tables.rows("iso_external_codes").stream()
                .filter(row -> row.getField("code_set").equals(codeSet))
                .map(row -> row.getField("code"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
