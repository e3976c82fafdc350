package kontor.timelines;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.db.Tx;

/** SQL of the files and bookings of one payment. */
final class TimelineTable {

    Optional<SentFile> file(Tx tx, UUID instruction) {
        return tx.query(
                        """
                        SELECT i.id, i.file_name, i.message_name, i.state FROM instructions i
                        WHERE i.organization_id = :org AND i.id = :id
                        """)
                .bind("id", instruction)
                .map(
                        (row, _) ->
                                new SentFile(
                                        row.getObject("id", UUID.class),
                                        row.getString("file_name"),
                                        row.getString("message_name"),
                                        row.getString("state")))
                .findOne();
    }

    /** By day, then in the order in which they were booked. */
    List<Booking> bookings(Tx tx, Collection<UUID> transactions) {
        if (transactions.isEmpty()) {
            return List.of();
        }
        return tx.query(
                        """
                        SELECT t.id, t.date, t.amount_minor, t.currency, t.returned, t.statement_id
                        FROM transactions t
                        WHERE t.organization_id = :org AND t.id = ANY (:ids)
                        ORDER BY t.date, t.id
                        """)
                .bind("ids", transactions.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new Booking(
                                        row.getObject("id", UUID.class),
                                        row.getDate("date").toLocalDate(),
                                        Money.of(
                                                row.getLong("amount_minor"),
                                                row.getString("currency")),
                                        row.getBoolean("returned"),
                                        row.getObject("statement_id", UUID.class)))
                .list();
    }
}
