package kontor.rtransactions;

import static java.util.stream.Collectors.toUnmodifiableMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.Tables;
import kontor.identifiers.ReasonCode;

/**
 * What follows from the code of a reason ({@code tables/r_transaction_reasons.csv}). A code that
 * stands in no list is no fault: it is that of a bank, shown as the bank wrote it.
 *
 * @param before what it is before the settlement
 * @param after what it is after it
 * @param unauthorized the payer says that there was no mandate
 * @param again whether it makes sense to collect the same again
 * @param cure what to do instead, or before, where it makes none as things are
 */
public record ReasonRule(
        String code,
        RTransactionKind before,
        RTransactionKind after,
        StartedBy startedBy,
        boolean unauthorized,
        Again again,
        String cure) {

    /** Whether collecting the same again makes sense. */
    public enum Again {
        YES,
        /** Once something has been put right, which only a person can know. */
        BY_HAND,
        /** Only from another account of the payer. */
        OTHER_ACCOUNT,
        NEVER
    }

    private static final String THEN = "; then collect again by hand";

    private static final Map<String, ReasonRule> ALL =
            Tables.rows("r_transaction_reasons").stream()
                    .map(ReasonRule::of)
                    .collect(toUnmodifiableMap(ReasonRule::code, one -> one));

    private static ReasonRule of(NamedCsvRecord row) {
        return new ReasonRule(
                row.getField("code"),
                RTransactionKind.valueOf(row.getField("before")),
                RTransactionKind.valueOf(row.getField("after")),
                StartedBy.valueOf(row.getField("started_by")),
                row.getField("unauthorized").equals("y"),
                Again.valueOf(row.getField("again")),
                row.getField("cure"));
    }

    /**
     * Of any code; a bank's refusal or return where no list has it. Where something must be put
     * right first, as the lists of codes say, it is not collected again as it is.
     */
    public static ReasonRule of(String code) {
        return Optional.ofNullable(ALL.get(code))
                .orElseGet(
                        () -> {
                            boolean again = !needsMore(code);
                            return new ReasonRule(
                                    code,
                                    RTransactionKind.REJECT,
                                    RTransactionKind.RETURN,
                                    StartedBy.BANK,
                                    false,
                                    again ? Again.YES : Again.BY_HAND,
                                    again ? "" : ReasonCode.of(code).action() + THEN);
                        });
    }

    private static boolean needsMore(String code) {
        return ReasonCode.isKnown(code) && ReasonCode.of(code).retry() == ReasonCode.Retry.NO;
    }

    /** All that are known, in the order of their codes. */
    public static List<ReasonRule> all() {
        return ALL.values().stream().sorted(Comparator.comparing(ReasonRule::code)).toList();
    }

    /** Whether the same may go well another time as things are. */
    public boolean worthAnotherTry() {
        return again == Again.YES;
    }

    /** The same reason, after which is collected again as after another one. */
    ReasonRule like(String other) {
        var rule = of(other);
        return new ReasonRule(code, before, after, startedBy, unauthorized, rule.again, rule.cure);
    }

    /** Whether any list says what the code means. */
    public static boolean isKnown(String code) {
        return ALL.containsKey(code) || ReasonCode.isKnown(code);
    }
}
