package kontor.forms;

import java.util.List;
import java.util.UUID;
import kontor.core.Fault;
import kontor.visits.FormFields;

/**
 * A form as it is shown: what was typed so far, what is wrong with it, and the key that makes a
 * second click find what the first one made.
 *
 * @param faults each at its field
 */
public record Typed(FormFields fields, List<Fault> faults, String key) {

    /** The field with the key of a form. */
    public static final String KEY = "key";

    public Typed {
        faults = List.copyOf(faults);
    }

    /** A form that nobody has typed into. */
    public static Typed nothing() {
        return new Typed(FormFields.none(), List.of(), UUID.randomUUID().toString());
    }

    /** The same with what is known already, as from a link. */
    public static Typed of(FormFields known) {
        return new Typed(known, List.of(), UUID.randomUUID().toString());
    }

    /**
     * A form that needs a change; nothing that was typed is lost. Where the API names members, the
     * form names its fields.
     */
    public static Typed refused(FormFields fields, List<Fault> faults) {
        return new Typed(fields, faults.stream().map(Typed::said).toList(), fields.text(KEY));
    }

    /** Fields that no page has were sent by a program, which knows them by their names. */
    private static Fault said(Fault fault) {
        return fault.code().equals("unknown_member")
                ? fault
                : fault.saying(Labels.in(fault.message()));
    }

    public String value(String name) {
        return fields.text(name);
    }

    /** What was typed, or this where nothing was yet. */
    public String value(String name, String otherwise) {
        return fields.has(name) ? fields.text(name) : otherwise;
    }

    public List<Fault> of(String name) {
        return faults.stream().filter(fault -> fault.field().equals(name)).toList();
    }

    /** Somebody changed what it is about since it was shown. */
    public boolean isStale() {
        return faults.stream().anyMatch(one -> one.code().equals("stale_version"));
    }

    public boolean isWrong(String name) {
        return !of(name).isEmpty();
    }
}
