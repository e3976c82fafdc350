package kontor.identifiers;

import static java.util.stream.Collectors.toUnmodifiableMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.core.Tables;

/**
 * Why a bank rejected, returned or recalled a payment: a code of the external status or return
 * reasons of ISO 20022, or one of the bank's own ({@code tables/sepa_reason_codes.csv}; words for
 * further codes in {@code tables/reason_words.csv}).
 *
 * @param code as the bank wrote it
 * @param meaning in plain English
 * @param action what to do next
 * @param retry whether sending the same again may help
 */
public record ReasonCode(String code, String meaning, String action, Retry retry) {

    public enum Retry {
        NO,
        ONCE,
        YES
    }

    private static final Map<String, ReasonCode> LISTED =
            byCode(
                    Stream.concat(
                            Tables.rows("sepa_reason_codes").stream().map(ReasonCode::of),
                            Stream.of(
                                    noRetry("NARR", "reason given as text", "read the bank's text"),
                                    noRetry("NOTPROVIDED", "no reason given", "contact bank"))));

    /** In words alone: what to do is as for any other reason. */
    private static final Map<String, ReasonCode> IN_WORDS =
            byCode(
                    Tables.rows("reason_words").stream()
                            .map(
                                    row ->
                                            noRetry(
                                                    row.getField("code"),
                                                    row.getField("meaning"),
                                                    "contact bank")));

    /** Codes are capitals without blanks; banks write them small and pad them. */
    private static final Pattern PADDING = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

    // ISO codes are two letters for a family and a number; a new number has the sense of its
    // family.
    private static final Map<String, ReasonCode> FAMILIES =
            byCode(
                    Stream.of(
                            noRetry("AB", "processing was aborted", "resend or contact bank"),
                            noRetry("AC", "account not usable", "correct account"),
                            noRetry("AG", "operation not allowed", "contact bank"),
                            noRetry("AM", "amount not accepted", "check amount"),
                            noRetry("BE", "party data not accepted", "complete data"),
                            noRetry("CH", "content of the order not accepted", "fix and resend"),
                            noRetry("DS", "electronic signature or order type", "contact bank"),
                            noRetry("DT", "date not accepted", "recompute date"),
                            noRetry("DU", "duplicate", "investigate"),
                            noRetry("FF", "file or field format", "fix and resend"),
                            noRetry("MD", "mandate not accepted", "check mandate"),
                            noRetry(
                                    "RC",
                                    "bank identifier not accepted",
                                    "correct bank identifier"),
                            noRetry("RR", "regulatory data missing", "complete data"),
                            noRetry("SL", "service of the bank refuses it", "contact counterparty"),
                            noRetry("TD", "tax or documents not accepted", "complete data"),
                            noRetry("TK", "token not accepted", "contact counterparty"),
                            noRetry("TS", "transmission refused", "contact bank"),
                            noRetry("TM", "too late", "next window")));

    private static Map<String, ReasonCode> byCode(Stream<ReasonCode> codes) {
        return codes.collect(toUnmodifiableMap(ReasonCode::code, code -> code));
    }

    private static ReasonCode of(NamedCsvRecord row) {
        return new ReasonCode(
                row.getField("code"),
                row.getField("meaning"),
                row.getField("action").replaceFirst("^-$", "nothing to do"),
                Retry.valueOf(row.getField("retry").toUpperCase(Locale.ROOT)));
    }

    /**
     * The code as it is listed, for one that a bank wrote small or padded; a code of nobody's list
     * without its padding.
     */
    public static String canonical(String told) {
        String bare = PADDING.matcher(told).replaceAll("");
        String capitals = bare.toUpperCase(Locale.ROOT);
        boolean known = find(capitals).or(() -> ofFamily(capitals)).isPresent();
        return known || IsoCodes.isReason(capitals) ? capitals : bare;
    }

    /** Whether a list says what the code means, or what its family means. */
    public static boolean isKnown(String code) {
        String listed = canonical(code);
        return find(listed).or(() -> ofFamily(listed)).isPresent() || IsoCodes.isReason(listed);
    }

    /** A code with what it means, as events tell it; what is in no list stands for itself. */
    public static String told(String code) {
        return isKnown(code) ? code + " " + of(code).meaning() : code;
    }

    public static Optional<ReasonCode> find(String code) {
        return Optional.ofNullable(LISTED.get(code))
                .or(() -> Optional.ofNullable(IN_WORDS.get(code)));
    }

    /** Any code: one that is not listed has the sense of its family, or none. */
    public static ReasonCode of(String code) {
        String listed = canonical(code);
        return find(listed).or(() -> ofFamily(listed)).orElseGet(() -> other(listed));
    }

    private static ReasonCode other(String code) {
        String meaning =
                IsoCodes.isReason(code)
                        ? "reason %s of ISO 20022".formatted(code)
                        : "reason of the bank's own";
        return noRetry(code, meaning, "contact bank");
    }

    private static ReasonCode noRetry(String code, String meaning, String action) {
        return new ReasonCode(code, meaning, action, Retry.NO);
    }

    private static Optional<ReasonCode> ofFamily(String code) {
        if (!code.matches("[A-Z]{2}[0-9][0-9A-Z]")) {
            return Optional.empty();
        }
        return Optional.ofNullable(FAMILIES.get(code.substring(0, 2)))
                .map(family -> new ReasonCode(code, family.meaning, family.action, family.retry));
    }
}
