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

    /** {@code amount=}, {@code amount[eq]=}, {@code amount[gte]=}, {@code amount[lte]=}. */
    static AmountRange parse(QueryFields fields) {
        var equal = minor(fields, "amount").or(() -> minor(fields, "amount[eq]"));
        var least = minor(fields, "amount[gte]");
        var most = minor(fields, "amount[lte]");
        if (equal.isPresent() && (least.isPresent() || most.isPresent())) {
            throw new InvalidRequest(
                    Fault.invalid("amount", "is one amount or a range of amounts, not both"));
        }
        return new AmountRange(equal.or(() -> least), equal.or(() -> most));
    }

    private static Optional<Long> minor(QueryFields fields, String name) {
        return fields.matching(
                        name, MINOR, "must be minor units, a whole number of at most 18 digits")
                .map(Long::valueOf);
    }
}
