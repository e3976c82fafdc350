package kontor.girofacts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;

/** SQL of the facts that Bankgirot told. */
public final class FactTable {

    private FactTable() {}

    /**
     * Where a fact was told before.
     *
     * @param subject the mandate or collection of which it was
     */
    public record Earlier(Optional<UUID> subject, UUID file, int line) {}

    /**
     * A fact that is taken in.
     *
     * @param said what the record says, in short
     * @param day when Bankgirot did it
     */
    record Fact(
            UUID digest,
            String code,
            String said,
            UUID subject,
            UUID file,
            int line,
            Optional<LocalDate> day) {}

    private static final Rows<Fact> ROWS =
            Rows.of(
                    Column.id("digest", Fact::digest),
                    Column.text("code", Fact::code),
                    Column.text("said", Fact::said),
                    Column.id("subject_id", Fact::subject),
                    Column.id("inbox_file_id", Fact::file),
                    Column.number("line", Fact::line),
                    Column.optionalDate("day", Fact::day));

    /** Somebody else who reads the same file meanwhile ends this transaction by its key. */
    private static final String INSERT =
            ROWS.insert(
                    """
                    INSERT INTO autogiro_facts (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    """);

    static void keep(Tx tx, List<Fact> facts) {
        if (!facts.isEmpty()) {
            ROWS.bound(tx.update(INSERT), facts).execute();
        }
    }

    /**
     * Refunds that waited are applied, or agree with what is known.
     *
     * @param said what their records say, in short
     * @param day when they were paid back
     */
    public static void took(
            Tx tx,
            List<EarlyRefund> refunds,
            Function<EarlyRefund, String> said,
            Function<EarlyRefund, Optional<LocalDate>> day) {
        keep(
                tx,
                refunds.stream()
                        .map(
                                one ->
                                        new Fact(
                                                one.digest(),
                                                one.record().code(),
                                                said.apply(one),
                                                one.payment(),
                                                one.file(),
                                                one.line(),
                                                day.apply(one)))
                        .toList());
    }

    /** Where they were told before, be it that they wait. */
    static Map<UUID, Earlier> earlier(Tx tx, Collection<UUID> digests) {
        return tx.query(
                        """
                        SELECT digest, subject_id, inbox_file_id, line FROM autogiro_facts
                        WHERE organization_id = :org AND digest = ANY (:digests)
                        UNION ALL
                        SELECT digest, payment_id, inbox_file_id, line FROM autogiro_early_refunds
                        WHERE organization_id = :org AND digest = ANY (:digests)
                        """)
                .bind("digests", digests.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class),
                                        new Earlier(
                                                Optional.of(row.getObject(2, UUID.class)),
                                                row.getObject(3, UUID.class),
                                                row.getInt(4))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The newest day that advices of these mandates told of. */
    public static Map<UUID, LocalDate> lastAdvices(Tx tx, Collection<UUID> mandates) {
        return tx.query(
                        """
                        SELECT subject_id, max(day) FROM autogiro_facts
                        WHERE organization_id = :org AND subject_id = ANY (:mandates) AND code = '73'
                            AND day IS NOT NULL
                        GROUP BY subject_id
                        """)
                .bind("mandates", mandates.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, LocalDate.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Of these mandates those whose payer number a file told to be changed, or not. */
    public static Set<UUID> renumbered(Tx tx, Collection<UUID> mandates, UUID file) {
        return Set.copyOf(
                tx.query(
                                """
                                SELECT DISTINCT subject_id FROM autogiro_facts
                                WHERE organization_id = :org AND subject_id = ANY (:mandates)
                                    AND inbox_file_id = :file AND code = '73' AND said LIKE '05/%'
                                """)
                        .bind("mandates", mandates.toArray(UUID[]::new))
                        .bind("file", file)
                        .mapTo(UUID.class)
                        .list());
    }

    /** Of these mandates those whose payer number was told to be changed, with the last day. */
    public static Map<UUID, LocalDate> lastRenumbered(Tx tx, Collection<UUID> mandates) {
        return tx.query(
                        """
                        SELECT subject_id, max(day) FROM autogiro_facts
                        WHERE organization_id = :org AND subject_id = ANY (:mandates) AND code = '73'
                            AND said LIKE '05/%' AND day IS NOT NULL
                        GROUP BY subject_id
                        """)
                .bind("mandates", mandates.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, LocalDate.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Of these collections those that Bankgirot has told as paid back, with what it said. */
    public static Map<UUID, String> refunds(Tx tx, Set<UUID> collections) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (subject_id) subject_id, said FROM autogiro_facts
                        WHERE organization_id = :org AND subject_id = ANY (:collections) AND code = '77'
                        ORDER BY subject_id, inbox_file_id, line
                        """)
                .bind("collections", collections.toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
