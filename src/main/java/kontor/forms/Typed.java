package kontor.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kontor.core.Fault;
import kontor.visits.FormFields;

/**
 * A form as it is shown: what was typed so far, what is wrong with it, and the key that makes a
 * second click find what the first one made.
 *
 * @param faults in the words of the API, each at its field
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

    /** A form that needs a change; nothing that was typed is lost. */
    public static Typed refused(FormFields fields, List<Fault> faults) {
        return new Typed(fields, faults, fields.text(KEY));
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

    /**
     * A field of the API as words: {@code accounts.0.identifiers.1.number}, "account 1, identifier
     * 2, number"; {@code date[gte]}, "date from".
     */
    public static String words(String field) {
        if (field.startsWith("metadata.")) {
            return field.replaceFirst("[.]", " ");
        }
        var words = new ArrayList<String>();
        String ranged = field.replace("[gte]", " from").replace("[lte]", " until");
        for (String part : ranged.split("\\.")) {
            if (part.matches("[0-9]{1,6}") && !words.isEmpty()) {
                String many = words.removeLast();
                words.add(many.replaceAll("s$", "") + " " + (Integer.parseInt(part) + 1));
            } else {
                words.add(part.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT));
            }
        }
        return String.join(", ", words);
    }

    /** Somebody changed what it is about since it was shown. */
    public boolean isStale() {
        return faults.stream().anyMatch(one -> one.code().equals("stale_version"));
    }

    public boolean isWrong(String name) {
        return !of(name).isEmpty();
    }
}
