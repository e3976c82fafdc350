package kontor.bankgirot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.connections.Connection;
import kontor.core.Caller;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/**
 * SQL of what Bankgirot told of mandates: which ones payers made in their internet banks, and the
 * first Swedish day on which it takes a collection (the old layout of its advices says one, about
 * six bank days behind its answer; Bankgirot's technical manual of Autogiro, mandate advice).
 */
public final class BankMandateTable {

    private BankMandateTable() {}

    private static final Rows<Map.Entry<UUID, LocalDate>> ROWS =
            Rows.of(
                    Column.id("mandate_id", Map.Entry::getKey),
                    Column.date("first_day", Map.Entry::getValue));

    private static final String KEEP =
            ROWS.insert(
                    """
                    INSERT INTO autogiro_first_days (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    ON CONFLICT (organization_id, mandate_id) DO UPDATE SET first_day = EXCLUDED.first_day
                    """);

    /** What Bankgirot said last holds. */
    public static void keepFirstDays(Tx tx, Map<UUID, LocalDate> days) {
        if (!days.isEmpty()) {
            ROWS.bound(tx.update(KEEP), List.copyOf(days.entrySet())).execute();
        }
    }

    /**
     * The day from which Bankgirot takes payments under a mandate, where it said one and the caller
     * may see the own account.
     */
    public static Optional<LocalDate> firstDay(Tx tx, Caller caller, UUID mandate) {
        return tx.query(
                        """
                        SELECT f.first_day FROM autogiro_first_days f
                        JOIN mandates m ON m.organization_id = f.organization_id AND m.id = f.mandate_id
                        WHERE f.organization_id = :org AND f.mandate_id = :mandate
                            AND (:within::uuid[] IS NULL OR m.destination_account_id = ANY (:within))
                        """)
                .bind("mandate", mandate)
                .bind("within", caller.accounts().within())
                .mapTo(LocalDate.class)
                .findOne();
    }

    /** Of these mandates those of which Bankgirot said one. */
    static Map<UUID, LocalDate> firstDays(Tx tx, Collection<UUID> mandates) {
        return tx.query(
                        """
                        SELECT mandate_id, first_day FROM autogiro_first_days
                        WHERE organization_id = :org AND mandate_id = ANY (:mandates)
                        """)
                .bind("mandates", mandates.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject("mandate_id", UUID.class),
                                        row.getObject("first_day", LocalDate.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Payers made them in the internet bank: Bankgirot has their accounts already. */
    public static void madeAtBank(Tx tx, Collection<UUID> mandates) {
        tx.update(
                        """
                        INSERT INTO autogiro_bank_mandates (organization_id, mandate_id)
                        SELECT :org, u.id FROM unnest(:mandates::uuid[]) AS u (id)
                        """)
                .bind("mandates", mandates.toArray(UUID[]::new))
                .execute();
    }

    /** Those that payers made in their internet banks. */
    public static Set<UUID> madeAtBanks(Tx tx, Collection<UUID> mandates) {
        return new HashSet<>(
                tx.query(
                                """
                                SELECT mandate_id FROM autogiro_bank_mandates
                                WHERE organization_id = :org AND mandate_id = ANY (:mandates)
                                """)
                        .bind("mandates", mandates.toArray(UUID[]::new))
                        .mapTo(UUID.class)
                        .list());
    }

    /**
     * Mandates of internet banks that somebody here cancelled before Bankgirot was answered; of
     * those that a payer took back nothing is asked.
     */
    static List<UUID> mandatesToRefuse(Tx tx, Connection connection, int most) {
        return tx.query(
                        """
                        SELECT m.id FROM autogiro_bank_mandates b
                        JOIN mandates m ON m.organization_id = b.organization_id AND m.id = b.mandate_id
                        JOIN accounts a ON a.organization_id = m.organization_id
                            AND a.id = m.destination_account_id AND a.connection_id = :connection
                        WHERE b.organization_id = :org AND m.status = 'CANCELLED' AND m.status_reason IS NULL
                            AND m.connection_instruction_id IS NULL
                        ORDER BY m.id LIMIT :most
                        """)
                .bind("connection", connection.id())
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }

    /** Nobody can be told any more. */
    static void leaveUnanswered(Tx tx, Collection<UUID> mandates) {
        tx.update(
                        """
                        DELETE FROM autogiro_bank_mandates
                        WHERE organization_id = :org AND mandate_id = ANY (:mandates)
                        """)
                .bind("mandates", mandates.toArray(UUID[]::new))
                .execute();
    }
}
