package kontor.security;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Json;

/** Writes what the security log tells into the feed of the organization. */
final class SecurityEvents {

    /** The resource of its events. */
    static final String RESOURCE = "security";

    private final Journal journal;

    SecurityEvents(Journal journal) {
        this.journal = journal;
    }

    void record(Tx tx, Sum.Told sum) {
        var type = sum.version() == 1 ? NewEvent.Type.CREATED : NewEvent.Type.UPDATED;
        var details = details(sum);
        var view = Json.object().put("id", sum.id().toString());
        view.put("kind", sum.group().kind().name());
        details.forEach(view::put);
        journal.record(
                tx,
                new Snapshot(RESOURCE, sum.id(), sum.version(), Json.write(view)),
                Happened.of(type, sum.group().kind().name(), originator(sum))
                        .saying(Optional.of(sum.group().kind().words(sum.count())))
                        .with(details));
    }

    /** Who is refused has not shown to be the user whose key was tried. */
    private static Originator originator(Sum.Told sum) {
        var kind = sum.group().kind();
        boolean known =
                kind != SecurityKind.SIGN_IN_REFUSED && kind != SecurityKind.KEY_USED_ELSEWHERE;
        return new Originator(
                sum.user().filter(_ -> known).orElse(NewEvent.KONTOR),
                sum.count() == 1 ? sum.first().requestId() : Optional.empty());
    }

    private static Map<String, String> details(Sum.Told sum) {
        var details = new TreeMap<String, String>();
        details.put("count", Long.toString(sum.count()));
        details.put("from", sum.from().truncatedTo(ChronoUnit.MILLIS).toString());
        details.put("to", sum.to().truncatedTo(ChronoUnit.MILLIS).toString());
        put(details, "actor", sum.group().who());
        put(details, "user", sum.user().orElse(""));
        put(details, "addresses", String.join(" ", sum.addresses()));
        put(details, "about", String.join(", ", sum.about()));
        put(details, "codes", String.join(" ", sum.codes()));
        return details;
    }

    private static void put(Map<String, String> details, String name, String text) {
        if (!text.isEmpty()) {
            details.put(name, text);
        }
    }
}
