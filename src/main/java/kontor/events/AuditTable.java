package kontor.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the feed for auditors: the events newest first, and the links of the chain. */
final class AuditTable {

    /** One link of the chain as it is stored; an erased one has no payload, only its digest. */
    record Link(
            int rule,
            Digests.Facts facts,
            @Nullable String snapshot,
            @Nullable String message,
            @Nullable String details,
            byte[] payloadDigest,
            byte[] digest) {

        boolean isErased() {
            return snapshot == null && message == null && details == null;
        }
    }

    /**
     * Where a feed ends.
     *
     * @param position the last position by the feed's own row
     * @param digest the last link by the feed's own row
     * @param lastEvent the highest position of an event, 0 when there is none
     */
    record End(long position, byte[] digest, long lastEvent) {}

    /** The end by the feed's row and by its events, in one statement: nobody appends in between. */
    End end(Tx tx) {
        return tx.query(
                        """
                        SELECT coalesce(f.position, 0), f.digest, coalesce(e.last, 0)
                        FROM (SELECT max(position) AS last FROM events WHERE organization_id = :org) AS e
                        LEFT JOIN feeds f ON f.organization_id = :org
                        """)
                .map(
                        (row, _) ->
                                new End(
                                        row.getLong(1),
                                        Optional.ofNullable(row.getBytes(2))
                                                .orElse(Digests.START_OF_FEED),
                                        row.getLong(3)))
                .one();
    }

    /** After one position, up to another. */
    List<Link> links(Tx tx, long after, long to, int limit) {
        return tx.query(
                        """
                        SELECT link_version, position, occurred, resource, resource_id, version, type, name, originator,
                               request_id, snapshot, message, details, payload_digest, digest
                        FROM events
                        WHERE organization_id = :org AND position > :after AND position <= :to
                        ORDER BY position LIMIT :limit
                        """)
                .bind("after", after)
                .bind("to", to)
                .bind("limit", limit)
                .map((row, _) -> link(tx.organization(), row))
                .list();
    }

    private static Link link(OrganizationId organization, ResultSet row) throws SQLException {
        var facts =
                new Digests.Facts(
                        organization,
                        row.getLong("position"),
                        row.getTimestamp("occurred").toInstant(),
                        row.getString("resource"),
                        row.getObject("resource_id", UUID.class),
                        row.getInt("version"),
                        row.getString("type"),
                        row.getString("name"),
                        row.getString("originator"),
                        row.getObject("request_id", UUID.class));
        return new Link(
                row.getInt("link_version"),
                facts,
                row.getString("snapshot"),
                row.getString("message"),
                row.getString("details"),
                row.getBytes("payload_digest"),
                row.getBytes("digest"));
    }

    /** What is open where nothing is named. */
    private static String @Nullable [] named(List<String> words) {
        return words.isEmpty() ? null : words.toArray(String[]::new);
    }

    /** Newest first, after the place where the page before ended. */
    List<Event> list(Tx tx, AuditFilter filter, @Nullable AuditPlace before, int limit) {
        return tx.query(
                        """
                        SELECT position, resource, resource_id, version, type, name, occurred, originator,
                               request_id, message, details, NULL AS snapshot
                        FROM events
                        WHERE organization_id = :org
                            AND (:originator::text IS NULL OR originator = :originator)
                            AND (:resource::text IS NULL OR resource = :resource)
                            AND (:kinds::text[] IS NULL OR resource = ANY (:kinds))
                            AND (:mark::text IS NULL OR (details::json -> :mark::text) IS NOT NULL)
                            AND (:names::text[] IS NULL OR name = ANY (:names)) AND (:name::text IS NULL OR name = :name)
                            AND (:actor::text IS NULL OR originator = :actor OR resource = 'security'
                                AND :actor IN (details::json ->> 'actor', details::json ->> 'user'))
                            AND (:address::text IS NULL OR resource = 'security'
                                AND :address = ANY (string_to_array(details::json ->> 'addresses', ' ')))
                            AND (:resourceId::uuid IS NULL OR resource_id = :resourceId)
                            AND (:requestId::uuid IS NULL OR request_id = :requestId)
                            AND (:from::timestamptz IS NULL OR occurred >= :from)
                            AND (:to::timestamptz IS NULL OR occurred < :to)
                            AND (:beforeTime::timestamptz IS NULL OR (occurred, position) < (:beforeTime, :beforePosition))
                        ORDER BY occurred DESC, position DESC
                        LIMIT :limit
                        """)
                .bind("originator", filter.originator().orElse(null))
                .bind("resource", filter.resource().orElse(null))
                .bind("kinds", named(filter.kinds()))
                .bind("names", named(filter.names()))
                .bind("mark", filter.mark().orElse(null))
                .bind("name", filter.name().orElse(null))
                .bind("actor", filter.actor().orElse(null))
                .bind("address", filter.address().orElse(null))
                .bind("resourceId", filter.resourceId().orElse(null))
                .bind("requestId", filter.requestId().orElse(null))
                .bind("from", filter.from().orElse(null))
                .bind("to", filter.to().orElse(null))
                .bind("beforeTime", before == null ? null : before.occurred())
                .bind("beforePosition", before == null ? null : before.position())
                .bind("limit", limit)
                .map((row, _) -> EventTable.event(row))
                .list();
    }
}
