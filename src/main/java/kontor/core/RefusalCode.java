package kontor.core;

import java.util.List;
import java.util.Locale;

/**
 * One of the business noes of a room. A room lists them in an enum in the order in which it checks,
 * so that of several reasons always the same one is told.
 */
public interface RefusalCode {

    /** As every constant of an enum has it. */
    String name();

    /** The field of the request that is to blame; empty when none is. */
    String field();

    /** What is wrong, and the cure. */
    String sentence();

    default Refusal.Category category() {
        return Refusal.Category.RULE;
    }

    /** How clients know it, e.g. {@code mandate_not_found}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    default Refusal refusal() {
        return refusal("");
    }

    /**
     * @param fact what makes it concrete, e.g. an id; may be empty
     */
    default Refusal refusal(String fact) {
        return at(field(), fact);
    }

    /**
     * @param place the field to blame, where this request has it under another name
     */
    default Refusal at(String place, String fact) {
        String message = fact.isEmpty() ? sentence() : sentence() + ": " + fact;
        return category() == Refusal.Category.RULE
                ? Refusal.rule(code(), place, message)
                : new Refusal(category(), code(), message, List.of());
    }

    /** For a refusal with several faults, of which this is one. */
    default Fault fault(String place) {
        return new Fault(place, code(), sentence());
    }
}
