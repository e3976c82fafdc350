package kontor.search;

import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of what a request did. */
final class RequestTable {

    /** What an id is, with the plural word of its kind. */
    record Named(String resource, UUID id) {}

    /** What a request changed, the first of it first. */
    List<Named> changedBy(Tx tx, UUID request, int limit) {
        return tx.query(
                        """
                        SELECT e.resource, e.resource_id FROM events e
                        WHERE e.organization_id = :org AND e.request_id = :request
                        ORDER BY e.position LIMIT :limit
                        """)
                .bind("request", request)
                .bind("limit", limit)
                .map((row, _) -> new Named(row.getString(1), row.getObject(2, UUID.class)))
                .list();
    }
}
