package kontor.events;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the feed. */
final class EventTable {

    private record FeedEnd(long position, byte[] digest) {}

    void append(Tx tx, List<NewEvent> events) {
        // Payload digests are computed before the feed is locked, because all writers of the
        // organization wait for that lock.
        var digests = new Digests();
        int size = events.size();
        var details = column(events, String[]::new, EventTable::detailsJson);
        var payloadDigests = new byte[size][];
        for (int i = 0; i < size; i++) {
            var event = events.get(i);
            payloadDigests[i] =
                    digests.ofPayload(event.snapshot(), event.message().orElse(null), details[i]);
        }
        var end = lockFeed(tx);
        var positions = new Long[size];
        var links = new byte[size][];
        byte[] before = end.digest;
        for (int i = 0; i < size; i++) {
            positions[i] = end.position + 1 + i;
            before =
                    digests.link(before, facts(tx, positions[i], events.get(i)), payloadDigests[i]);
            links[i] = before;
        }
        // Two statements that travel together; the count is that of the first.
        int feeds =
                tx.update(
                                """
                                UPDATE feeds SET position = :end, digest = :digest WHERE organization_id = :org;
                                INSERT INTO events (organization_id, position, resource, resource_id, version, type, name,
                                    occurred, originator, request_id, message, details, snapshot, payload_digest, digest,
                                    link_version)
                                SELECT :org, u.position, u.resource, u.resource_id, u.version, u.type, u.name,
                                    :now, u.originator, u.request_id, u.message, u.details, u.snapshot, u.payload_digest, u.digest,
                                    :linkVersion
                                FROM unnest(:positions::bigint[], :resources::text[], :ids::uuid[], :versions::int[],
                                    :types::text[], :names::text[], :originators::text[], :requests::uuid[],
                                    :messages::text[], :details::text[], :snapshots::text[],
                                    :payloadDigests::bytea[], :links::bytea[])
                                    AS u (position, resource, resource_id, version, type, name, originator, request_id,
                                        message, details, snapshot, payload_digest, digest)
                                """)
                        .bind("end", end.position + size)
                        .bind("digest", before)
                        .bind("now", tx.now())
                        .bind("positions", positions)
                        .bind("resources", column(events, String[]::new, NewEvent::resource))
                        .bind("ids", column(events, UUID[]::new, NewEvent::resourceId))
                        .bind("versions", column(events, Integer[]::new, NewEvent::version))
                        .bind("types", column(events, String[]::new, event -> event.type().name()))
                        .bind("names", column(events, String[]::new, NewEvent::name))
                        .bind("originators", column(events, String[]::new, NewEvent::originator))
                        .bind(
                                "requests",
                                column(
                                        events,
                                        UUID[]::new,
                                        event -> event.requestId().orElse(null)))
                        .bind(
                                "messages",
                                column(
                                        events,
                                        String[]::new,
                                        event -> event.message().orElse(null)))
                        .bind("details", details)
                        .bind("snapshots", column(events, String[]::new, NewEvent::snapshot))
                        .bind("payloadDigests", payloadDigests)
                        .bind("links", links)
                        .bind("linkVersion", Digests.LINK_VERSION)
                        .execute();
        Tx.allChanged(feeds, 1, "feeds");
    }

    private static FeedEnd lockFeed(Tx tx) {
        return tx.query(
                        "SELECT position, digest FROM feeds WHERE organization_id = :org FOR"
                                + " UPDATE")
                .map((row, _) -> new FeedEnd(row.getLong(1), row.getBytes(2)))
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
