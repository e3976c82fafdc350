package kontor.changes;

import java.util.Map;
import java.util.Optional;
import kontor.events.NewEvent;

/**
 * An event without the resource that it happened to.
 *
 * @param name what happened, e.g. {@code FULLY_APPROVED}; the type's name where there is nothing
 *     more to say
 * @param message in words, e.g. why a payment failed
 */
public record Happened(
        NewEvent.Type type,
        String name,
        Originator by,
        Optional<String> message,
        Map<String, String> details) {

    public Happened {
        details = Map.copyOf(details);
    }

    public static Happened of(NewEvent.Type type, String name, Originator by) {
        return new Happened(type, name, by, Optional.empty(), Map.of());
    }

    public static Happened of(NewEvent.Type type, Originator by) {
        return of(type, type.name(), by);
    }

    public static Happened created(Originator by) {
        return of(NewEvent.Type.CREATED, by);
    }

    public static Happened updated(Originator by) {
        return of(NewEvent.Type.UPDATED, by);
    }

    /** An update that has a name of its own. */
    public static Happened updated(String name, Originator by) {
        return of(NewEvent.Type.UPDATED, name, by);
    }

    public static Happened deleted(Originator by) {
        return of(NewEvent.Type.DELETED, by);
    }

    public Happened saying(Optional<String> words) {
        return new Happened(type, name, by, words, details);
    }

    public Happened with(Map<String, String> more) {
        return new Happened(type, name, by, message, more);
    }
}
