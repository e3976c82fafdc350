package kontor.statements;

import static kontor.db.Columns.column;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.transactions.DetailTable;
import org.jspecify.annotations.Nullable;

/** SQL of details that arrive apart from their entries. */
final class LateDetailsTable {

    /** Days between the date of late details and that of their booked entry. */
    static final int MOST_DAYS_APART = 10;

    /** One that is kept already. */
    record Known(UUID id, LateDetailsEntry.Place place, LateDetailsEntry.Status status) {

        /** Its details are not all kept yet. */
        boolean isIncomplete() {
            return status == LateDetailsEntry.Status.TELLING;
        }
    }

    /**
     * Details on their way to a transaction.
     *
     * @param details how many there are
     * @param moved how many of them are there
     */
    record Joining(UUID id, UUID transaction, long details, long moved) {

        DetailTable.Move moveUpTo(long place) {
            return new DetailTable.Move(id, transaction, moved, place, details);
        }
    }

    /** How many entries of each key stand in the file of a notification before a position. */
    Map<String, Integer> occurrencesBefore(
            Tx tx, Notification notification, long position, List<String> keys) {
        return tx.query(
                        """
                        SELECT k.key, count(*) FROM unnest(:keys::text[]) AS k (key)
                        CROSS JOIN LATERAL (
                            SELECT account_id, inbox_file_id, position FROM notified_entries
                            WHERE organization_id = :org AND entry_key = k.key OFFSET 0) AS n
                        WHERE n.account_id = :account AND n.inbox_file_id = :file AND n.position < :position
                        GROUP BY k.key
                        """)
                .bind("account", notification.accountId())
                .bind("keys", keys.toArray(String[]::new))
                .bind("file", notification.inboxFile())
                .bind("position", position)
                .map((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static final Rows<LateDetailsEntry> NEW =
            Rows.of(
                    Column.id("id", LateDetailsEntry::id),
                    Column.id("account_id", LateDetailsEntry::accountId),
                    Column.optionalId("inbox_file_id", LateDetailsEntry::inboxFile),
                    Column.big("position", LateDetailsEntry::position),
                    Column.text("entry_key", LateDetailsEntry::key),
                    Column.number("occurrence", LateDetailsEntry::occurrence),
                    Column.date("date", LateDetailsEntry::date),
                    Column.big("amount_minor", row -> row.amount().amountMinor()),
                    Column.text("currency", row -> row.amount().currency().code()),
                    Column.optionalText("servicer_reference", LateDetailsEntry::servicerReference),
                    Column.optionalText("end_to_end_id", LateDetailsEntry::endToEndId));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO notified_entries (organization_id, %s, details, moved, status, created, updated)
                    SELECT :org, %s, 0, 0, 'TELLING', :now, :now
                    FROM %s
                    ON CONFLICT (organization_id, entry_key, account_id, occurrence) DO NOTHING
                    """);

    /** Those that are kept already stay as they are. */
    void insert(Tx tx, List<LateDetailsEntry> rows) {
        NEW.bound(tx.update(INSERT), rows).bind("now", tx.now()).execute();
    }

    List<Known> known(Tx tx, UUID account, Collection<String> keys) {
        return tx.query(
                        """
                        SELECT n.id, n.entry_key, n.occurrence, n.status FROM unnest(:keys::text[]) AS k (key)
                        CROSS JOIN LATERAL (
                            SELECT id, account_id, entry_key, occurrence, status FROM notified_entries
                            WHERE organization_id = :org AND entry_key = k.key OFFSET 0) AS n
                        WHERE n.account_id = :account
                        """)
                .bind("account", account)
                .bind("keys", keys.toArray(String[]::new))
                .map(
                        (row, _) ->
                                new Known(
                                        row.getObject("id", UUID.class),
                                        new LateDetailsEntry.Place(
                                                row.getString("entry_key"),
                                                row.getInt("occurrence")),
                                        LateDetailsEntry.Status.valueOf(row.getString("status"))))
                .list();
    }

    /** All their details are kept: they wait for their entries now. */
    void allKept(Tx tx, List<UUID> ids, List<Long> details) {
        tx.update(
                        """
                        UPDATE notified_entries n SET status = 'WAITING', details = u.details, updated = :now
                        FROM unnest(:ids::uuid[], :details::bigint[]) AS u (id, details)
                        WHERE n.organization_id = :org AND n.id = u.id AND n.status = 'TELLING'
                        """)
                .bind("now", tx.now())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("details", details.toArray(Long[]::new))
                .execute();
    }

    /**
     * The entries of these were booked.
     *
     * @param transactions by the id of the late details
     */
    void found(Tx tx, Map<UUID, UUID> transactions) {
        var ids = List.copyOf(transactions.keySet());
        tx.update(
                        """
                        UPDATE notified_entries n SET status = 'JOINING', transaction_id = u.transaction, updated = :now
                        FROM unnest(:ids::uuid[], :transactions::uuid[]) AS u (id, transaction)
                        WHERE n.organization_id = :org AND n.id = u.id AND n.status = 'WAITING'
                        """)
                .bind("now", tx.now())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("transactions", column(ids, UUID[]::new, transactions::get))
                .execute();
    }

    void needless(Tx tx, Collection<UUID> ids) {
        tx.update(
                        """
                        UPDATE notified_entries SET status = 'NEEDLESS', updated = :now
                        WHERE organization_id = :org AND id = ANY (:ids) AND status IN ('TELLING', 'WAITING')
                        """)
                .bind("now", tx.now())
                .bind("ids", ids.toArray(UUID[]::new))
                .execute();
    }

    List<Joining> joining(Tx tx, UUID account, int most) {
        return tx.query(
                        """
                        SELECT id, transaction_id, details, moved FROM notified_entries
                        WHERE organization_id = :org AND account_id = :account AND status = 'JOINING'
                        ORDER BY id LIMIT :most FOR UPDATE
                        """)
                .bind("account", account)
                .bind("most", most)
                .map(
                        (row, _) ->
                                new Joining(
                                        row.getObject("id", UUID.class),
                                        row.getObject("transaction_id", UUID.class),
                                        row.getLong("details"),
                                        row.getLong("moved")))
                .list();
    }

    void moved(Tx tx, List<DetailTable.Move> moves) {
        tx.update(
                        """
                        UPDATE notified_entries n SET moved = u.moved, updated = :now,
                            status = CASE WHEN u.moved = n.details THEN 'JOINED' ELSE 'JOINING' END
                        FROM unnest(:ids::uuid[], :moved::bigint[]) AS u (id, moved)
                        WHERE n.organization_id = :org AND n.id = u.id
                        """)
                .bind("now", tx.now())
                .bind("ids", column(moves, UUID[]::new, DetailTable.Move::lateDetails))
                .bind("moved", column(moves, Long[]::new, DetailTable.Move::to))
                .execute();
    }

    /**
     * One that waits.
     *
     * @param booked how many entries like it were booked together with what they consist of
     * @param transaction one of them
     */
    record Waiting(UUID id, long booked, Optional<UUID> transaction) {

        /** The transactions of those that can be meant alone, by the id of the late details. */
        static Map<UUID, UUID> only(List<Waiting> all) {
            return all.stream()
                    .filter(one -> one.booked == 1)
                    .collect(Collectors.toMap(Waiting::id, one -> one.transaction.orElseThrow()));
        }
    }

    /** Those that wait, in the order of their ids. */
    List<Waiting> waiting(Tx tx, UUID account, @Nullable UUID after, int most) {
        return tx.query(
                        """
                        WITH w AS MATERIALIZED (
                            SELECT id, amount_minor, date, servicer_reference, end_to_end_id FROM notified_entries
                            WHERE organization_id = :org AND account_id = :account AND status = 'WAITING'
                                AND (:after::uuid IS NULL OR id > :after)
                            ORDER BY id LIMIT :most
                        )
                        SELECT w.id, f.booked, f.id FROM w CROSS JOIN LATERAL (
                            SELECT count(DISTINCT x.id) AS booked, min(x.id::text)::uuid AS id FROM (
                                SELECT t.id FROM (
                                    SELECT id, account_id, amount_minor, date FROM transactions
                                    WHERE organization_id = :org AND servicer_reference = w.servicer_reference OFFSET 0) AS t
                                WHERE t.account_id = :account AND t.amount_minor = w.amount_minor
                                    AND abs(t.date - w.date) <= :days
                                UNION ALL
                                SELECT t.id FROM (
                                    SELECT transaction_id FROM transaction_details
                                    WHERE organization_id = :org AND end_to_end_id = w.end_to_end_id OFFSET 0) AS d
                                CROSS JOIN LATERAL (
                                    SELECT id, account_id, amount_minor, date FROM transactions
                                    WHERE organization_id = :org AND id = d.transaction_id OFFSET 0) AS t
                                WHERE t.account_id = :account AND t.amount_minor = w.amount_minor
                                    AND abs(t.date - w.date) <= :days) AS x) AS f
                        ORDER BY w.id
                        """)
                .bind("account", account)
                .bind("after", after)
                .bind("most", most)
                .bind("days", MOST_DAYS_APART)
                .map(
                        (row, _) ->
                                new Waiting(
                                        row.getObject(1, UUID.class),
                                        row.getLong(2),
                                        Optional.ofNullable(row.getObject(3, UUID.class))))
                .list();
    }

    /**
     * Late details of a file that wait for the statement that books their entries.
     *
     * @param file the inbox file that they came in
     * @param entries how many entries wait
     * @param date of the first of them, as are the amount and the bank's reference
     */
    record OfFile(
            UUID file, long entries, LocalDate date, Money amount, Optional<String> reference) {

        /** What waits, in words for an operator. */
        String words() {
            String what =
                    entries == 1
                            ? " entry waits for the statement that books it: "
                            : " entries wait for the statement that books them, the first: ";
            return "%d%s%s %s of %s"
                            .formatted(
                                    entries, what, amount.currency().code(), amount.plain(), date)
                    + reference.map(", reference "::concat).orElse("");
        }
    }

    /** What waits in each of these files; nothing for a file of which nothing waits. */
    List<OfFile> ofFiles(Tx tx, Collection<UUID> files) {
        return tx.query(
                        """
                        SELECT f.file, n.entries, n.date, n.amount_minor, n.currency, n.servicer_reference
                        FROM unnest(:files::uuid[]) AS f (file)
                        CROSS JOIN LATERAL (
                            SELECT count(*) OVER () AS entries, date, amount_minor, currency, servicer_reference
                            FROM notified_entries
                            WHERE organization_id = :org AND inbox_file_id = f.file AND status IN ('TELLING', 'WAITING')
                            ORDER BY date, id LIMIT 1) AS n
                        """)
                .bind("files", files.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                new OfFile(
                                        row.getObject("file", UUID.class),
                                        row.getLong("entries"),
                                        row.getObject("date", LocalDate.class),
                                        Money.of(
                                                row.getLong("amount_minor"),
                                                row.getString("currency")),
                                        Optional.ofNullable(row.getString("servicer_reference"))))
                .list();
    }
}
