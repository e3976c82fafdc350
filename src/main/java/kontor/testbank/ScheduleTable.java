package kontor.testbank;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import org.jdbi.v3.core.Handle;

/** SQL of what the bank has to do, and when. */
final class ScheduleTable {

    /** An action that is there already is done once. */
    void add(Tx tx, Collection<ScheduledAction> all) {
        if (all.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO testbank.agenda (organization_id, due, action, subject)
                        SELECT :org, u.due, u.action, u.subject
                        FROM unnest(:dues::timestamptz[], :actions::text[], :subjects::text[])
                            AS u (due, action, subject)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("dues", all.stream().map(one -> one.due().toString()).toArray(String[]::new))
                .bind(
                        "actions",
                        all.stream().map(one -> one.action().name()).toArray(String[]::new))
                .bind("subjects", all.stream().map(ScheduledAction::subject).toArray(String[]::new))
                .execute();
    }

    /** The bank does one action at a time, whatever the number of nodes. */
    void lock(Tx tx) {
        tx.query("SELECT pg_advisory_xact_lock(hashtextextended(:org::text, 9)) IS NULL AS locked")
                .mapTo(Boolean.class)
                .one();
    }

    /** Removes and returns the earliest action that is due. */
    Optional<ScheduledAction> takeDue(Tx tx, Instant now) {
        return tx.query(
                        """
                        DELETE FROM testbank.agenda a
                        USING (SELECT due, action, subject FROM testbank.agenda
                               WHERE organization_id = :org AND due <= :now
                               ORDER BY due, action, subject LIMIT 1) AS first
                        WHERE a.organization_id = :org AND a.due = first.due AND a.action = first.action
                            AND a.subject = first.subject
                        RETURNING a.due, a.action, a.subject
                        """)
                .bind("now", now)
                .map(
                        (row, _) ->
                                new ScheduledAction(
                                        row.getTimestamp(1).toInstant(),
                                        ScheduledAction.Action.valueOf(row.getString(2)),
                                        row.getString(3)))
                .findOne();
    }

    /** What is due until then, soonest first. */
    List<ScheduledAction> until(Tx tx, Instant end, int most) {
        return tx.query(
                        """
                        SELECT due, action, subject FROM testbank.agenda
                        WHERE organization_id = :org AND due <= :end
                        ORDER BY due, action, subject LIMIT :most
                        """)
                .bind("end", end)
                .bind("most", most)
                .map(
                        (row, _) ->
                                new ScheduledAction(
                                        row.getTimestamp(1).toInstant(),
                                        ScheduledAction.Action.valueOf(row.getString(2)),
                                        row.getString(3)))
                .list();
    }

    Optional<Instant> firstDue(Tx tx) {
        return tx.query("SELECT min(due) FROM testbank.agenda WHERE organization_id = :org")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one();
    }

    /** Of all organizations that the transaction may watch. */
    Map<OrganizationId, Instant> firstDue(Handle watching) {
        return watching.createQuery(
                        """
                        SELECT organization_id, min(due) FROM testbank.agenda GROUP BY organization_id
                        """)
                .map(
                        (row, _) ->
                                Map.entry(
                                        new OrganizationId(row.getObject(1, UUID.class)),
                                        row.getTimestamp(2).toInstant()))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
