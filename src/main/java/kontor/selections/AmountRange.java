package kontor.selections;

import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.QueryFields;

/**
 * A filter on amounts, in minor units of whatever currency; both ends are inclusive, an absent end
 * is open.
 */
public record AmountRange(Optional<Long> least, Optional<Long> most) {

    /** Every amount. */
    public static final AmountRange ALL = new AmountRange(Optional.empty(), Optional.empty());

    private static final Pattern MINOR = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SIGNED = Pattern.compile("-?[0-9]{1,18}");

    /** {@code amount=}, {@code amount[eq]=}, {@code amount[gte]=}, {@code amount[lte]=}. */
    static AmountRange parse(QueryFields fields) {
        return parse(fields, MINOR);
    }

    /** The same of amounts that are negative where an account is debited. */
    public static AmountRange parseSigned(QueryFields fields) {
        return parse(fields, SIGNED);
    }

    private static AmountRange parse(QueryFields fields, Pattern form) {
        var equal = minor(fields, "amount", form).or(() -> minor(fields, "amount[eq]", form));
        var least = minor(fields, "amount[gte]", form);
        var most = minor(fields, "amount[lte]", form);
        if (equal.isPresent() && (least.isPresent() || most.isPresent())) {
            throw new InvalidRequest(
                    Fault.invalid("amount", "is one amount or a range of amounts, not both"));
        }
        return new AmountRange(equal.or(() -> least), equal.or(() -> most));
    }

    private static Optional<Long> minor(QueryFields fields, String name, Pattern form) {
        return fields.matching(
                        name, form, "must be minor units, a whole number of at most 18 digits")
                .map(Long::valueOf);
    }
}
