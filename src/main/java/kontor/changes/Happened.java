package kontor.changes;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kontor.events.Event;
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

    /** With the day that it was at the bank, which in a sandbox may be months ahead. */
    public Happened on(LocalDate day) {
        var more = new HashMap<>(details);
        more.put(Event.BANK_DATE, day.toString());
        return with(more);
    }

    public Happened with(Map<String, String> more) {
        return new Happened(type, name, by, message, more);
    }
}
