package kontor.bankgirot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/**
 * The first Swedish day on which Bankgirot takes a collection under a mandate: the old layout of
 * its advices says one, about six bank days behind its answer (Bankgirot's technical manual of
 * Autogiro, mandate advice).
 */
public final class FirstDayTable {

    private FirstDayTable() {}

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
    public static void keep(Tx tx, Map<UUID, LocalDate> days) {
        if (!days.isEmpty()) {
            ROWS.bound(tx.update(KEEP), List.copyOf(days.entrySet())).execute();
        }
    }

    /** Of these mandates those of which Bankgirot said one. */
    static Map<UUID, LocalDate> of(Tx tx, Collection<UUID> mandates) {
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
}
