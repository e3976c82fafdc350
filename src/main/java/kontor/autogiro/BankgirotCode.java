package kontor.autogiro;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import kontor.core.Tables;

/**
 * What a code of Bankgirot means, from {@code tables/autogiro_codes.csv}. Lists grow: a code that
 * nobody knows keeps its number and says that it is unknown.
 *
 * @param code as it stands in files; one or two digits
 * @param meaning in plain English
 * @param action what to do next
 */
public record BankgirotCode(
        List list, String code, String meaning, Outcome outcome, String action) {

    /** The lists in which a code has its meaning. */
    public enum List {
        /** Status of a payment in a specification. */
        PAYMENT,
        /** Why a payment was paid back to the payer. */
        REFUND,
        /** What an advice is about. */
        INFORMATION,
        /** Comment of a mandate advice. */
        MANDATE,
        /** Comment of a rejected payment. */
        REJECT,
        /** Comment of a cancellation or change. */
        CHANGE,
        /** Transaction codes of cancelled payments: who cancelled. */
        CANCELLED
    }

    /** What a code leads to. */
    public enum Outcome {
        OK,
        /** The order is not carried out. */
        FAIL,
        /** The mandate is over. */
        END,
        /** The answer is still to come. */
        PENDING,
        INFO
    }

    private record Key(List list, String code) {}

    private static final Map<Key, BankgirotCode> ALL =
            Tables.rows("autogiro_codes").stream()
                    .map(
                            row ->
                                    new BankgirotCode(
                                            List.valueOf(row.getField("list")),
                                            row.getField("code"),
                                            row.getField("meaning"),
                                            Outcome.valueOf(row.getField("outcome")),
                                            row.getField("action")))
                    .collect(toUnmodifiableMap(one -> new Key(one.list, one.code), one -> one));

    private static final Map<String, BankgirotCode> NAMED =
            ALL.values().stream().collect(toUnmodifiableMap(BankgirotCode::name, one -> one));

    /** The codes of a list, in ascending order. */
    public static java.util.List<BankgirotCode> all(List list) {
        return ALL.values().stream()
                .filter(one -> one.list == list)
                .sorted(Comparator.comparing(BankgirotCode::code))
                .toList();
    }

    /** Any code of a list. */
    public static BankgirotCode of(List list, String code) {
        var known = ALL.get(new Key(list, code));
        return known != null
                ? known
                : new BankgirotCode(
                        list,
                        code,
                        code.isEmpty() ? "no code" : "code " + code + " of Bankgirot",
                        Outcome.INFO,
                        "ask Bankgirot");
    }

    /** Whether the table tells of it. */
    public boolean isKnown() {
        return ALL.containsKey(new Key(list, code));
    }

    /**
     * The code of a name, as {@link #name} gives it; empty for one that the table does not tell.
     */
    public static Optional<BankgirotCode> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    /** Told apart from codes of other lists and of ISO 20022, e.g. {@code AUTOGIRO-REJECT-01}. */
    public String name() {
        return "AUTOGIRO-" + list + "-" + code;
    }
}
