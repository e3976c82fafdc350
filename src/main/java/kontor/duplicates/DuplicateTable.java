package kontor.duplicates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Ids;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/** SQL of the keys of payments, and of those that share one. */
final class DuplicateTable {

    /** A payment with one of its keys. */
    record Key(UUID payment, UUID key) {}

    private static final Rows<Key> KEYS =
            Rows.of(Column.id("payment_id", Key::payment), Column.id("key", Key::key));

    private static final String INSERT =
            KEYS.insert(
                    """
                    INSERT INTO duplicate_keys (organization_id, %s) SELECT :org, %s FROM %s
                    """);

    void insert(Tx tx, List<Key> keys) {
        KEYS.bound(tx.update(INSERT), keys).execute();
    }

    /** An earlier payment that is like one of those asked about. */
    record Like(UUID payment, UUID earlier, LocalDate date, String status) {}

    /**
     * Behind OFFSET each earlier payment is looked up by its id, and for all columns, which no
     * index but that of ids can give: by its days or states all payments of two months were read
     * for each.
     */
    static final String EARLIER =
            """
            SELECT DISTINCT m.payment_id, f.id, f.date, f.status
            FROM duplicate_keys m
            JOIN credit_transfers p
                ON p.organization_id = m.organization_id AND p.id = m.payment_id AND p.version > 0
            CROSS JOIN LATERAL (
                SELECT o.id, o.date, o.status
                FROM (SELECT k.payment_id FROM duplicate_keys k
                    WHERE k.organization_id = m.organization_id AND k.key = m.key AND k.payment_id < m.payment_id
                    ORDER BY k.payment_id DESC LIMIT 50) AS e
                CROSS JOIN LATERAL (SELECT t.id, t.date, t.status, t.source_account_id FROM credit_transfers t
                    WHERE t.organization_id = m.organization_id AND t.id = e.payment_id AND t.version > 0
                    OFFSET 0) AS o
                WHERE o.status NOT IN ('REJECTED', 'FAILED') AND o.date BETWEEN p.date - :days AND p.date + :days
                    AND (:within::uuid[] IS NULL OR o.source_account_id = ANY (:within::uuid[]))
                ORDER BY e.payment_id DESC LIMIT 3) AS f
            WHERE m.organization_id = :org AND m.payment_id = ANY (:ids)
                AND (:within::uuid[] IS NULL OR p.source_account_id = ANY (:within::uuid[]))
            ORDER BY m.payment_id, f.id DESC
            """;

    /** At most three for each number of each payment, the newest first. */
    List<Like> earlier(Tx tx, Collection<UUID> payments, AccountLimit limit, int days) {
        return tx.query(EARLIER)
                .bind("ids", payments.stream().distinct().toArray(UUID[]::new))
                .bind("within", limit.within())
                .bind("days", days)
                .map(
                        (row, _) ->
                                new Like(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, LocalDate.class),
                                        row.getString(4)))
                .list();
    }

    /**
     * Forgets the keys of old payments.
     *
     * @return how many went, at most {@code most}
     */
    int forget(Tx tx, Instant before, int most) {
        return tx.update(
                        """
                        DELETE FROM duplicate_keys d
                        USING (SELECT payment_id, key FROM duplicate_keys
                            WHERE organization_id = :org AND payment_id < :first
                            ORDER BY payment_id LIMIT :most) AS o
                        WHERE d.organization_id = :org AND d.payment_id = o.payment_id AND d.key = o.key
                        """)
                .bind("first", Ids.firstAt(before))
                .bind("most", most)
                .execute();
    }
}
