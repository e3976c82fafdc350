package kontor.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the feed. */
final class EventTable {

    /** An event on its way into the feed: what it says, and where and how it is linked. */
    private record Linked(
            NewEvent event,
            @Nullable String details,
            byte[] payloadDigest,
            long position,
            byte[] digest) {}

    private static final Rows<Linked> NEW =
            Rows.of(
                    Column.big("position", Linked::position),
                    Column.text("resource", one -> one.event.resource()),
                    Column.id("resource_id", one -> one.event.resourceId()),
                    Column.number("version", one -> one.event.version()),
                    Column.word("type", one -> one.event.type()),
                    Column.text("name", one -> one.event.name()),
                    Column.text("originator", one -> one.event.originator()),
                    Column.optionalId("request_id", one -> one.event.requestId()),
                    Column.optionalText("message", one -> one.event.message()),
                    Column.text("details", Linked::details),
                    Column.text("snapshot", one -> one.event.snapshot()),
                    Column.bytes("payload_digest", Linked::payloadDigest),
                    Column.bytes("digest", Linked::digest));

    /** Two statements that travel together; the count is that of the first. */
    private static final String APPEND =
            NEW.insert(
                    """
                    UPDATE feeds SET position = :end, digest = :endDigest WHERE organization_id = :org;
                    INSERT INTO events (organization_id, %s, occurred, link_version)
                    SELECT :org, %s, :now, :linkVersion
                    FROM %s
                    """);

    /**
     * @param listener told once the events are committed
     */
    void append(Tx tx, List<NewEvent> events, FeedListener listener) {
        // Payload digests are computed before the feed is locked, because all writers of the
        // organization wait for that lock.
        var digests = new Digests();
        int size = events.size();
        var details = events.stream().map(EventTable::detailsJson).toList();
        var payloadDigests = new byte[size][];
        for (int i = 0; i < size; i++) {
            var event = events.get(i);
            payloadDigests[i] =
                    digests.ofPayload(
                            event.snapshot(), event.message().orElse(null), details.get(i));
        }
        var end = lockFeed(tx);
        var linked = new ArrayList<Linked>(size);
        byte[] before = end.digest();
        for (int i = 0; i < size; i++) {
            var event = events.get(i);
            long position = end.position() + 1 + i;
            before = digests.link(before, facts(tx, position, event), payloadDigests[i]);
            linked.add(new Linked(event, details.get(i), payloadDigests[i], position, before));
        }
        int feeds =
                NEW.bound(tx.update(APPEND), linked)
                        .bind("end", end.position() + size)
                        .bind("endDigest", before)
                        .bind("now", tx.now())
                        .bind("linkVersion", Digests.LINK_VERSION)
                        .execute();
        Tx.allChanged(feeds, 1, "feeds");
        var after = new FeedPosition(end.position() + size, before);
        tx.afterCommit(() -> listener.appended(tx.organization(), end, after));
    }

    private static FeedPosition lockFeed(Tx tx) {
        return tx.query(
                        """
                        SELECT position, digest FROM feeds WHERE organization_id = :org FOR UPDATE
                        """)
                .map((row, _) -> new FeedPosition(row.getLong(1), row.getBytes(2)))
                .one();
    }

    private static Digests.Facts facts(Tx tx, long position, NewEvent event) {
        return new Digests.Facts(
                tx.organization(),
                position,
                tx.now(),
                event.resource(),
                event.resourceId(),
                event.version(),
                event.type().name(),
                event.name(),
                event.originator(),
                event.requestId().orElse(null));
    }

    private static @Nullable String detailsJson(NewEvent event) {
        return event.details().isEmpty() ? null : DetailsJson.write(event.details());
    }

    List<Event> ofResource(Tx tx, String resource, UUID id, int after, int limit) {
        return tx.query(
                        """
                        SELECT position, resource, resource_id, version, type, name, occurred, originator,
                               request_id, message, details, snapshot
                        FROM events
                        WHERE organization_id = :org AND resource_id = :id AND version > :after AND resource = :resource
                        ORDER BY version
                        LIMIT :limit
                        """)
                .bind("id", id)
                .bind("after", after)
                .bind("resource", resource)
                .bind("limit", limit)
                .map((row, _) -> event(row))
                .list();
    }

    Set<UUID> remembered(Tx tx, String resource, Collection<UUID> ids) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT DISTINCT resource_id FROM events
                                WHERE organization_id = :org AND resource_id = ANY (:ids) AND resource = :resource
                                """)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .bind("resource", resource)
                        .mapTo(UUID.class)
                        .list());
    }

    int erase(Tx tx, Collection<UUID> ids) {
        return tx.update(
                        """
                        UPDATE events SET snapshot = NULL, message = NULL, details = NULL
                        WHERE organization_id = :org AND resource_id = ANY (:ids) AND snapshot IS NOT NULL
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .execute();
    }

    List<Event> feed(Tx tx, long after, int limit) {
        return tx.query(
                        """
                        SELECT position, resource, resource_id, version, type, name, occurred, originator,
                               request_id, message, details, snapshot
                        FROM events
                        WHERE organization_id = :org AND position > :after
                        ORDER BY position
                        LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> event(row))
                .list();
    }

    static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("position"),
                row.getString("resource"),
                row.getObject("resource_id", UUID.class),
                row.getInt("version"),
                NewEvent.Type.valueOf(row.getString("type")),
                row.getString("name"),
                row.getTimestamp("occurred").toInstant(),
                row.getString("originator"),
                Optional.ofNullable(row.getObject("request_id", UUID.class)),
                Optional.ofNullable(row.getString("message")),
                Optional.ofNullable(row.getString("details")),
                Optional.ofNullable(row.getString("snapshot")));
    }
}
