package kontor.core;

import java.util.Set;
import java.util.stream.Collectors;

/** The external code sets of ISO 20022 ({@code tables/iso_external_codes.csv}). */
public final class IsoCodes {

    private static final Set<String> CATEGORY_PURPOSES = codes("category_purpose");

    private IsoCodes() {}

    /** Such as SALA or SUPP; four capitals. */
    public static boolean isCategoryPurpose(String code) {
        return CATEGORY_PURPOSES.contains(code);
    }

    private static Set<String> codes(String codeSet) {
        return Tables.rows("iso_external_codes").stream()
                .filter(row -> row.getField("code_set").equals(codeSet))
                .map(row -> row.getField("code"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
