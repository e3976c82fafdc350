package kontor.core;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a bank rejected, returned or recalled a payment: an ISO 20022 external status or return
 * reason, or a word of the bank's own.
 *
 * @param code    as the bank wrote it
 * @param meaning in plain words
 * @param action  what to do next
 * @param retry   whether sending the same again may help
 */
public record ReasonCode(String code, String meaning, String action, Retry retry) {

    public enum Retry { NO, ONCE, YES }

    private static final Map<String, ReasonCode> LISTED = Stream.concat(
                    Tables.rows("sepa_reason_codes").stream().map(row -> new ReasonCode(
                            row.getField("code"),
                            row.getField("meaning"),
                            row.getField("action").equals("-") ? "nothing to do" : row.getField("action"),
                            Retry.valueOf(row.getField("retry").toUpperCase(Locale.ROOT)))),
                    Stream.of(
                            new ReasonCode("NARR", "reason given as text", "read the bank's text", Retry.NO),
                            new ReasonCode("NOTPROVIDED", "no reason given", "contact bank", Retry.NO)))
            .collect(Collectors.toUnmodifiableMap(ReasonCode::code, Function.identity()));

    // ISO builds its codes from a family of two letters and a number; a new number keeps the sense.
    private static final Map<String, ReasonCode> FAMILIES = Stream.of(
                    new ReasonCode("AC", "account not usable", "correct account", Retry.NO),
                    new ReasonCode("AG", "operation not allowed", "contact bank", Retry.NO),
                    new ReasonCode("AM", "amount not accepted", "check amount", Retry.NO),
                    new ReasonCode("BE", "party data not accepted", "complete data", Retry.NO),
                    new ReasonCode("DT", "date not accepted", "recompute date", Retry.NO),
                    new ReasonCode("DU", "duplicate", "investigate", Retry.NO),
                    new ReasonCode("FF", "file or field format", "fix and resend", Retry.NO),
                    new ReasonCode("MD", "mandate not accepted", "check mandate", Retry.NO),
                    new ReasonCode("RC", "bank identifier not accepted", "correct bank identifier", Retry.NO),
                    new ReasonCode("RR", "regulatory data missing", "complete data", Retry.NO),
                    new ReasonCode("SL", "service of the bank refuses it", "contact counterparty", Retry.NO),
                    new ReasonCode("TM", "too late", "next window", Retry.NO))
            .collect(Collectors.toUnmodifiableMap(ReasonCode::code, Function.identity()));

    public static Optional<ReasonCode> find(String code) {
        return Optional.ofNullable(LISTED.get(code));
    }

    /** Never refuses: a code that is not listed gets the sense of its family, or none. */
    public static ReasonCode of(String code) {
        return find(code).or(() -> ofFamily(code)).orElseGet(() -> new ReasonCode(
                code, "reason of the bank's own", "contact bank", Retry.NO));
    }

    private static Optional<ReasonCode> ofFamily(String code) {
        if (!code.matches("[A-Z]{2}[0-9]{2}")) {
            return Optional.empty();
        }
        return Optional.ofNullable(FAMILIES.get(code.substring(0, 2)))
                .map(family -> new ReasonCode(code, family.meaning, family.action, family.retry));
    }
}
