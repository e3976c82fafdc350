package kontor.paymentforms;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.pageparts.Calendar;
import kontor.visits.FormFields;

/** What a preview of a form came to. */
sealed interface Asked {

    record Seen(Ahead ahead) implements Asked {}

    /**
     * What its creation would refuse.
     *
     * @param status of the page that says so
     */
    record Wrong(int status, List<Fault> faults) implements Asked {}

    static Asked of(Supplier<Outcome<Ahead>> preview) {
        try {
            return switch (preview.get()) {
                case Outcome.Done<Ahead>(var ahead) -> new Seen(ahead);
                case Outcome.Refused<Ahead>(var refusal) -> refused(refusal);
            };
        } catch (InvalidRequest wrong) {
            return new Wrong(400, wrong.faults());
        }
    }

    /** While another preview of the person is made, the form stays as it is. */
    private static Asked refused(Refusal refusal) {
        if (refusal.category() == Refusal.Category.BUSY) {
            return new Wrong(429, List.of(new Fault("", refusal.code(), refusal.message())));
        }
        var again = Deeds.again(refusal);
        return new Wrong(again.status(), again.faults());
    }

    /** A form as it is shown after one of its other buttons. */
    record Looked(int status, Typed typed, Ahead ahead) {}

    /**
     * What the buttons ask for that make nothing; empty where the payment is to be made.
     *
     * @param preview of what was typed
     */
    static Optional<Looked> looked(FormFields fields, Function<FormFields, Asked> preview) {
        var picked = Calendar.pressed(fields);
        if (picked.isPresent()) {
            var ahead =
                    preview.apply(picked.get()) instanceof Seen(var seen) ? seen : Ahead.UNASKED;
            return Optional.of(looked(picked.get(), ahead));
        }
        if (fields.has("find")) {
            return Optional.of(looked(fields, Ahead.UNASKED));
        }
        return fields.has("preview")
                ? Optional.of(
                        switch (preview.apply(fields)) {
                            case Seen(var ahead) -> looked(fields, ahead);
                            case Wrong(int status, var faults) ->
                                    new Looked(
                                            isTyping(fields) ? 200 : status,
                                            Typed.refused(fields, faults),
                                            Ahead.UNASKED);
                        })
                : Optional.empty();
    }

    /** A form that is not filled in yet is no mistake; script asks at each change. */
    private static boolean isTyping(FormFields fields) {
        return fields.text("preview").equals("live");
    }

    private static Looked looked(FormFields fields, Ahead ahead) {
        return new Looked(200, Typed.refused(fields, List.of()), ahead);
    }
}
