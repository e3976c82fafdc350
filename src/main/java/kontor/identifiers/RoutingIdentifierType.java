package kontor.identifiers;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kinds of numbers of banks and branches of the API. The forms are those of the ISO 20022 code
 * set ExternalClearingSystemIdentification1Code. Only US_ABA and BIC are checked further: which
 * sort codes and bank numbers exist is known only from tables that change often, and Kontor has
 * none.
 */
public enum RoutingIdentifierType {
    /** Checked by {@link Bic}. */
    BIC("[A-Z0-9]{8,11}", "8 or 11 letters and digits"),
    AT_BLZ("[0-9]{5}", "5 digits"),
    AU_BSB("[0-9]{6}", "6 digits, written 062-000"),
    /**
     * 0, the institution (3) and its transit number (5); in a row of eight digits nobody knows
     * whether a zero is missing or the institution stands last.
     */
    CA_CPA(
            "0(?!000)[0-9]{8}",
            "9 digits: 0, the institution's 3 and the branch's 5; as on cheques, branch first, it"
                    + " is written 00002-003"),
    CH_BCC("[0-9]{3,5}", "3 to 5 digits"),
    CH_SIC("[0-9]{6}", "6 digits"),
    CN_APS("[0-9]{12,14}", "12 to 14 digits"),
    DE_BLZ("[0-9]{8}", "8 digits"),
    ES_NCC("[0-9]{8,9}", "8 or 9 digits"),
    GB_DSC("[0-9]{6}", "6 digits, written 20-00-00"),
    GR_BIC("[0-9]{7}", "7 digits"),
    HK_NCC("[0-9]{3}", "3 digits"),
    IE_NCC("[0-9]{6}", "6 digits"),
    /** IFSC: four letters of the bank, 0, six characters of the branch. */
    IN_FSC("[A-Z]{4}0[A-Z0-9]{6}", "4 letters, a zero and 6 letters or digits, like SBIN0001234"),
    IT_NCC("[0-9]{10}", "10 digits: ABI and CAB"),
    JP_ZGN("[0-9]{7}", "7 digits: bank 4, branch 3"),
    NZ_NCC("[0-9]{6}", "6 digits: bank 2, branch 4"),
    PL_KNR("[0-9]{8}", "8 digits"),
    PT_NCC("[0-9]{8}", "8 digits"),
    RU_CBC("[0-9]{9}", "9 digits"),
    /** Also with a fifth digit, as Swedbank writes it. */
    SE_SBA("[0-9]{4,5}", "4 or 5 digits"),
    SG_IBG("[0-9]{3,7}", "3 to 7 digits"),
    TH_CBC("[0-9]{3,7}", "3 to 7 digits"),
    TW_NCC("[0-9]{3,7}", "3 to 7 digits"),
    /** Its check digit is checked too. */
    US_ABA("[0-9]{9}", "9 digits"),
    US_PID("[0-9]{4}", "4 digits"),
    ZA_NCC("[0-9]{6}", "6 digits");

    private final Pattern form;
    private final String words;

    RoutingIdentifierType(String form, String words) {
        this.form = Pattern.compile(form);
        this.words = words;
    }

    /** Finds a type by its name in any case. */
    public static Optional<RoutingIdentifierType> find(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether all of its numbers have the same count of digits. */
    boolean isFixed() {
        return form.pattern().matches("\\[0-9]\\{[0-9]+}");
    }

    Optional<String> problem(String normalized) {
        return form.matcher(normalized).matches()
                ? Optional.empty()
                : Optional.of("a number of type " + this + " has " + words);
    }
}
