package kontor.events;

import java.time.Instant;

/** The place of an event in the audit log, which is ordered by time; the cursor of a page. */
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
