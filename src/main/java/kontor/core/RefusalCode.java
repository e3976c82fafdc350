package kontor.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One reason why a room refuses requests. A room lists its reasons in an enum, in the order in
 * which it checks them, so that of several reasons the first one is always the answer.
 */
public interface RefusalCode {

    /** The name of the enum constant. */
    String name();

    /** The field of the request that is wrong; empty when no single field is. */
    String field();

    /** What is wrong, and how to correct it. */
    String sentence();

    default Refusal.Category category() {
        return Refusal.Category.RULE;
    }

    /** The code for programs, e.g. {@code mandate_not_found}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    default Refusal refusal() {
        return refusal("");
    }

    /**
     * @param fact added to the message, e.g. an id; empty for none
     */
    default Refusal refusal(String fact) {
        return at(field(), fact);
    }

    /**
     * @param place the field that is wrong, where this request has it under another name
     */
    default Refusal at(String place, String fact) {
        String message = fact.isEmpty() ? sentence() : sentence() + ": " + fact;
        return category() == Refusal.Category.RULE
                ? Refusal.rule(code(), place, message)
                : new Refusal(category(), code(), message, List.of());
    }

    /** The refusal where this reason applies. */
    default Optional<Refusal> when(boolean applies) {
        return applies ? Optional.of(refusal()) : Optional.empty();
    }

    /** For a refusal with several faults, of which this is one. */
    default Fault fault(String place) {
        return new Fault(place, code(), sentence());
    }
}
