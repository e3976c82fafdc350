package kontor.events;

import java.time.Instant;

/** Where an event stands in the audit log, which goes by the time of occurrence. */
public record AuditPlace(Instant occurred, long position) {

    public static AuditPlace of(Event event) {
        return new AuditPlace(event.occurred(), event.position());
    }

    public static AuditPlace parse(String text) {
        String[] parts = text.split(" ");
        return new AuditPlace(Instant.parse(parts[0]), Long.parseLong(parts[1]));
    }

    public String text() {
        return occurred + " " + position;
    }
}
