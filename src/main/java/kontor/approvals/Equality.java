package kontor.approvals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kontor.core.Fault;
import kontor.wire.JsonFields;

/**
 * The values that a property may and may not have: IdEqualityCondition of the API, here also for
 * currencies and kinds of payment.
 *
 * @param in the allowed values; empty allows all
 * @param notIn the excluded values
 */
record Equality<T>(List<T> in, List<T> notIn) {

    private static final int MOST = 100;
    private static final int LONGEST = 36;

    Equality {
        in = List.copyOf(in);
        notIn = List.copyOf(notIn);
    }

    static <T> Equality<T> any() {
        return new Equality<>(List.of(), List.of());
    }

    boolean isAny() {
        return in.isEmpty() && notIn.isEmpty();
    }

    boolean holds(T value) {
        return (in.isEmpty() || in.contains(value)) && !notIn.contains(value);
    }

    /**
     * Reads the member {@code name} of a condition.
     *
     * @param what the rest of the message "must be ..." for a text that {@code reading} cannot
     *     read, e.g. "an id"
     */
    static <T> Equality<T> read(
            JsonFields condition, String name, String what, Function<String, Optional<T>> reading) {
        var found = condition.object(name);
        if (found.isEmpty()) {
            return any();
        }
        var fields = found.get();
        fields.knowsOnly("in", "notIn");
        return new Equality<>(
                list(fields, "in", what, reading), list(fields, "notIn", what, reading));
    }

    private static <T> List<T> list(
            JsonFields fields, String name, String what, Function<String, Optional<T>> reading) {
        var texts = fields.texts(name, 1, MOST, LONGEST);
        var values = new ArrayList<T>();
        for (int i = 0; i < texts.size(); i++) {
            var value = reading.apply(texts.get(i));
            if (value.isEmpty()) {
                fields.fault(Fault.invalid(name + "." + i, "must be " + what));
            }
            value.filter(one -> !values.contains(one)).ifPresent(values::add);
        }
        return values;
    }

    void writeTo(ObjectNode condition, String name, Function<T, String> writing) {
        if (isAny()) {
            return;
        }
        var view = condition.putObject(name);
        if (!in.isEmpty()) {
            write(view.putArray("in"), in, writing);
        }
        if (!notIn.isEmpty()) {
            write(view.putArray("notIn"), notIn, writing);
        }
    }

    private static <T> void write(ArrayNode array, List<T> values, Function<T, String> writing) {
        values.forEach(value -> array.add(writing.apply(value)));
    }
}
