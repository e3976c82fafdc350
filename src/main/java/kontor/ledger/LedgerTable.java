package kontor.ledger;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.transactions.StatementEntry;

/** SQL of the days that statements prove, and of entries that are told again. */
final class LedgerTable {

    private static final Rows<StatementDay> NEW =
            Rows.of(
                    Column.date("date", StatementDay::date),
                    Column.big("opening_minor", StatementDay::openingMinor),
                    Column.big("closing_minor", StatementDay::closingMinor),
                    Column.big("entries", StatementDay::entries),
                    Column.big("credits_minor", StatementDay::creditsMinor),
                    Column.big("debits_minor", StatementDay::debitsMinor),
                    Column.big("digest", StatementDay::digest));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO statement_days (organization_id, %s, statement_id, account_id)
                    SELECT :org, %s, :statement, :account
                    FROM %s
                    ON CONFLICT (organization_id, statement_id, date) DO NOTHING
                    """);

    void insert(Tx tx, UUID account, UUID statement, List<StatementDay> days) {
        NEW.bound(tx.update(INSERT), days)
                .bind("account", account)
                .bind("statement", statement)
                .execute();
    }

    /** What other statements of the account, that were not set aside, prove of these dates. */
    List<KnownStatement> known(Tx tx, UUID account, UUID but, Collection<LocalDate> dates) {
        return tx.query(
                        """
                        SELECT s.id, s.bank_id, s.as_of, s.legal_sequence, s.sequence, s.opening_minor AS opens,
                            s.closing_minor AS closes,
                            d.date, d.opening_minor, d.closing_minor, d.entries, d.credits_minor, d.debits_minor,
                            d.digest
                        FROM statement_days d
                        JOIN statements s ON s.organization_id = d.organization_id AND s.id = d.statement_id
                        WHERE d.organization_id = :org AND d.account_id = :account AND d.date = ANY (:dates)
                            AND d.statement_id <> :but AND s.status <> 'QUARANTINED'
                        ORDER BY d.date, s.id
                        """)
                .bind("account", account)
                .bind("dates", dates.toArray(LocalDate[]::new))
                .bind("but", but)
                .map((row, _) -> known(row))
                .list();
    }

    private static KnownStatement known(ResultSet row) throws SQLException {
        return new KnownStatement(
                row.getObject("id", UUID.class),
                "statement %s of %s".formatted(row.getString("bank_id"), row.getString("as_of")),
                new StatementNumbers(row.getLong("legal_sequence"), row.getLong("sequence")),
                row.getLong("opens"),
                row.getLong("closes"),
                day(row));
    }

    private static StatementDay day(ResultSet row) throws SQLException {
        return new StatementDay(
                row.getObject("date", LocalDate.class),
                row.getLong("opening_minor"),
                row.getLong("closing_minor"),
                row.getLong("entries"),
                row.getLong("credits_minor"),
                row.getLong("debits_minor"),
                row.getLong("digest"));
    }

    /** The days of one statement in their order. */
    List<StatementDay> days(Tx tx, UUID statement) {
        return tx.query(
                        """
                        SELECT date, opening_minor, closing_minor, entries, credits_minor, debits_minor, digest
                        FROM statement_days
                        WHERE organization_id = :org AND statement_id = :statement
                        ORDER BY date
                        """)
                .bind("statement", statement)
                .map((row, _) -> day(row))
                .list();
    }

    /** How often statements booked an amount on a date. */
    record Booked(long amountMinor, long entries) {}

    List<Booked> booked(Tx tx, UUID account, LocalDate date, Collection<UUID> statements) {
        return tx.query(
                        """
                        SELECT amount_minor, count(*) AS entries FROM transactions
                        WHERE organization_id = :org AND account_id = :account AND date = :date
                            AND statement_id = ANY (:statements)
                        GROUP BY amount_minor
                        """)
                .bind("account", account)
                .bind("date", date)
                .bind("statements", statements.toArray(UUID[]::new))
                .map((row, _) -> new Booked(row.getLong(1), row.getLong(2)))
                .list();
    }

    /** An entry that a statement booked, and its place, where that is known. */
    record Placed(long amountMinor, Optional<Long> placeMinor) {}

    List<Placed> placed(Tx tx, UUID account, LocalDate date, UUID statement, int most) {
        return tx.query(
                        """
                        SELECT amount_minor, place_minor FROM transactions
                        WHERE organization_id = :org AND account_id = :account AND date = :date
                            AND statement_id = :statement
                        LIMIT :most
                        """)
                .bind("account", account)
                .bind("date", date)
                .bind("statement", statement)
                .bind("most", most)
                .map(
                        (row, _) ->
                                new Placed(
                                        row.getLong(1),
                                        Optional.ofNullable(row.getObject(2, Long.class))))
                .list();
    }

    /** Booked entries at the places of these. */
    List<KnownEntry> atPlaces(Tx tx, UUID account, List<ToldEntry> told) {
        return tx.query(
                        """
                        SELECT t.* FROM (
                            SELECT DISTINCT * FROM unnest(:amounts::bigint[], :dates::date[], :places::bigint[])
                                AS u (amount, date, place)) AS u
                        CROSS JOIN LATERAL (
                            SELECT id, account_id, statement_id, date, amount_minor, place_minor,
                                servicer_reference, told_in, told_at
                            FROM transactions
                            WHERE organization_id = :org AND amount_minor = u.amount AND date = u.date
                                AND place_minor = u.place OFFSET 0) AS t
                        WHERE t.account_id = :account
                        ORDER BY t.id
                        """)
                .bind("account", account)
                .bind("amounts", column(told, Long[]::new, ToldEntry::amountMinor))
                .bind("dates", column(told, LocalDate[]::new, ToldEntry::date))
                .bind("places", column(told, Long[]::new, ToldEntry::placeMinor))
                .map((row, _) -> entry(row))
                .list();
    }

    /**
     * Booked entries with the amounts and dates of these: as many of each as may be needed, first
     * those that this statement did not tell yet.
     */
    List<KnownEntry> withAmounts(Tx tx, UUID account, UUID statement, List<ToldEntry> told) {
        return tx.query(
                        """
                        SELECT t.* FROM (
                            SELECT amount, date, count(*) AS entries
                            FROM unnest(:amounts::bigint[], :dates::date[]) AS u (amount, date)
                            GROUP BY amount, date) AS u
                        CROSS JOIN LATERAL (
                            SELECT id, account_id, statement_id, date, amount_minor, place_minor,
                                servicer_reference, told_in, told_at
                            FROM transactions
                            WHERE organization_id = :org AND amount_minor = u.amount AND date = u.date
                                AND account_id = :account
                                AND (told_in IS DISTINCT FROM :statement OR told_at = ANY (:positions))
                            ORDER BY position LIMIT 2 * u.entries + 100) AS t
                        ORDER BY t.id
                        """)
                .bind("account", account)
                .bind("statement", statement)
                .bind("amounts", column(told, Long[]::new, ToldEntry::amountMinor))
                .bind("dates", column(told, LocalDate[]::new, ToldEntry::date))
                .bind("positions", column(told, Long[]::new, ToldEntry::position))
                .map((row, _) -> entry(row))
                .list();
    }

    private static KnownEntry entry(ResultSet row) throws SQLException {
        return new KnownEntry(
                row.getObject("id", UUID.class),
                row.getObject("statement_id", UUID.class),
                row.getObject("date", LocalDate.class),
                row.getLong("amount_minor"),
                Optional.ofNullable(row.getObject("place_minor", Long.class)),
                StatementEntry.meant(Optional.ofNullable(row.getString("servicer_reference"))),
                Optional.ofNullable(row.getObject("told_in", UUID.class)),
                row.getLong("told_at"));
    }

    /** An entry that was booked before, told again. */
    record Again(UUID transaction, long position) {}

    private static final Rows<Again> TOLD =
            Rows.of(
                    Column.id("id", Again::transaction).asKey(),
                    Column.big("told_at", Again::position));

    private static final String TELL =
            TOLD.update(
                    """
                    UPDATE transactions t SET told_in = :statement, %s
                    FROM %s
                    WHERE t.organization_id = :org AND t.id = u.id
                    """);

    /** Notes that a statement tells entries that were booked before. */
    void tell(Tx tx, UUID statement, List<Again> entries) {
        TOLD.bound(tx.update(TELL), entries).bind("statement", statement).execute();
    }
}
