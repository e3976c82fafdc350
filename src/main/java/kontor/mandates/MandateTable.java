package kontor.mandates;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.wire.QueryFields;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** SQL of the mandates. */
final class MandateTable {

    /** SQLSTATE of PostgreSQL. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String COLUMNS =
            """
            m.id, m.scheme, m.status, m.recurrence, m.external_account_id, m.counterparty_id,
            m.destination_account_id, m.creditor_reference, m.mandate_reference, m.signature_date,
            m.blocked_by, m.status_reason, m.last_collection, m.used_up, m.connection_instruction_id,
            m.source, m.source_holder, m.known_mandate_reference, m.known_creditor_reference, m.known_iban,
            m.known_version, m.external_id, m.metadata, m.version, m.created, m.updated\
            """;

    private static final String INSERT =
            MandateRows.NEW.insert(
                    """
                    INSERT INTO mandates AS mandates (organization_id, %s, version, created, updated)
                    SELECT :org, %s, 1, :now, :now
                    FROM %s
                    ON CONFLICT DO NOTHING
                    RETURNING id
                    """);

    /** The ids that were inserted; the others met a live mandate with the same reference. */
    List<UUID> insert(Tx tx, List<Mandate> mandates) {
        var made = MandateRows.NEW.bound(tx.query(INSERT), mandates).bind("now", tx.now());
        return made.mapTo(UUID.class).list();
    }

    /**
     * Each name by itself, however many mandates there were when the statement was planned; of
     * several with one payer number, from before that was refused, the newest.
     */
    private static final String BY_NAME =
            """
            SELECT DISTINCT ON (m.name) m.name, m.id
            FROM unnest(:payees::text[], :references::text[]) AS u (payee, reference)
            CROSS JOIN LATERAL (SELECT u.payee || ' ' || u.reference AS name, n.id FROM mandates n
                WHERE n.organization_id = :org AND n.payee_key = u.payee AND n.reference_key = u.reference
                    AND n.status %s IN ('CANCELLED', 'FAILED') OFFSET 0) AS m
            ORDER BY m.name, m.id DESC
            """;

    static final String HOLDERS = BY_NAME.formatted("NOT");
    static final String ENDED = BY_NAME.formatted("");

    /** By the number first: hardly any is being changed, and a payee has a hundred thousand. */
    static final String CHANGING =
            """
            SELECT DISTINCT ON (1) u.payee || ' ' || u.reference AS name, n.id
            FROM unnest(:payees::text[], :references::text[]) AS u (payee, reference)
            CROSS JOIN LATERAL (SELECT id, payee_key, status FROM mandates
                WHERE organization_id = :org AND scheme = 'AUTOGIRO'
                    AND known_mandate_reference = u.reference OFFSET 0) AS n
            WHERE n.payee_key = u.payee AND n.status NOT IN ('CANCELLED', 'FAILED')
            ORDER BY 1, n.id DESC
            """;

    /** The live mandates that hold one of these (payee key, upper-cased reference) pairs. */
    Map<String, UUID> holders(Tx tx, Collection<String> payees, Collection<String> references) {
        return ids(byName(tx, HOLDERS, payees, references), String.class);
    }

    /** Those that Bankgirot knows by one of these pairs, until it answers about another number. */
    Map<String, UUID> changing(Tx tx, Collection<String> payees, Collection<String> references) {
        return ids(byName(tx, CHANGING, payees, references), String.class);
    }

    /** Which of these pairs name a mandate that is over. */
    Set<String> ended(Tx tx, Collection<String> payees, Collection<String> references) {
        return byName(tx, ENDED, payees, references).map((row, _) -> row.getString(1)).set();
    }

    private static Query byName(
            Tx tx, String sql, Collection<String> payees, Collection<String> references) {
        return tx.query(sql)
                .bind("payees", payees.toArray(String[]::new))
                .bind("references", references.toArray(String[]::new));
    }

    private static final String FIND =
            """
            SELECT %s FROM mandates m WHERE m.organization_id = :org AND m.id = :id
            """
                    .formatted(COLUMNS);

    Optional<Mandate> find(Tx tx, UUID id) {
        return tx.query(FIND).bind("id", id).map((row, _) -> MandateRows.mandate(row)).findOne();
    }

    private static final String FOR_COLLECTION =
            """
            SELECT %s FROM mandates m WHERE m.organization_id = :org AND m.id = ANY (:ids)
            """
                    .formatted(COLUMNS);

    /** Held against cancelling until this transaction ends, open to other collections. */
    Map<UUID, Mandate> forCollection(Tx tx, Collection<UUID> ids) {
        return tx.queryAndHold("m", FOR_COLLECTION)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> MandateRows.mandate(row))
                .collectToMap(Mandate::id, mandate -> mandate);
    }

    private static final String USABLE =
            """
            SELECT %s FROM mandates m
            WHERE m.organization_id = :org AND m.external_account_id = ANY (:accounts)
                AND m.status IN ('CREATED', 'PENDING_SUBMISSION', 'SENT', 'ACCEPTED', 'ACTIVE')
            ORDER BY m.id
            """
                    .formatted(COLUMNS);

    /** The usable mandates of payers' accounts, for collections that name none. */
    List<Mandate> usableOf(Tx tx, Collection<UUID> externalAccounts) {
        return tx.queryAndHold("m", USABLE)
                .bind("accounts", externalAccounts.toArray(UUID[]::new))
                .map((row, _) -> MandateRows.mandate(row))
                .list();
    }

    private static final String LOCK =
            """
            SELECT %s FROM mandates m WHERE m.organization_id = :org AND m.id = ANY (:ids)
            ORDER BY m.id
            FOR UPDATE
            """
                    .formatted(COLUMNS);

    /** Locked for change, against collections too. In id order, so that two nodes never cross. */
    Map<UUID, Mandate> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(LOCK)
                .bind("ids", ids.stream().distinct().toArray(UUID[]::new))
                .map((row, _) -> MandateRows.mandate(row))
                .collectToMap(Mandate::id, mandate -> mandate);
    }

    private static final String UPDATE =
            MandateRows.MOVED.update(
                    """
                    UPDATE mandates m SET %s, updated = :now
                    FROM %s
                    WHERE m.organization_id = :org AND m.id = u.id AND m.version = u.version - 1
                    """);

    /** Writes what may change; every row must still be at the version before. */
    void update(Tx tx, List<Mandate> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int rows =
                MandateRows.MOVED.bound(tx.update(UPDATE), changed).bind("now", tx.now()).execute();
        Tx.allChanged(rows, changed.size(), "mandates");
    }

    /** As {@link #amend}; writes nothing and says so when a reference is another live mandate's. */
    boolean amended(Tx tx, Map<UUID, Mandate> before, List<Mandate> changed) {
        tx.sql().savepoint("amend");
        try {
            amend(tx, before, changed);
            return true;
        } catch (UnableToExecuteStatementException refused) {
            if (!(refused.getCause() instanceof SQLException cause)
                    || !UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                throw refused;
            }
            tx.sql().rollbackToSavepoint("amend");
            return false;
        }
    }

    private static final String AMEND =
            MandateRows.AMENDED.update(
                    """
                    UPDATE mandates m SET %s, doubled = 0, updated = :now
                    FROM %s
                    WHERE m.organization_id = :org AND m.id = u.id AND m.version = u.expected
                    """);

    /** Writes what a patch may change; every row must still be at its version of {@code before}. */
    void amend(Tx tx, Map<UUID, Mandate> before, List<Mandate> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int rows =
                MandateRows.AMENDED
                        .bound(
                                tx.update(AMEND),
                                changed,
                                mandate -> Maps.required(before, mandate.id()).version())
                        .bind("now", tx.now())
                        .execute();
        Tx.allChanged(rows, changed.size(), "mandates");
    }

    /** SEPA mandates whose last day of use lies before {@code today}. */
    List<UUID> lapsed(Tx tx, LocalDate today, int limit) {
        return tx.query(
                        """
                        SELECT m.id FROM mandates m
                        WHERE m.organization_id = :org AND m.scheme <> 'AUTOGIRO'
                            AND m.status IN ('CREATED', 'PENDING_SUBMISSION', 'SENT', 'ACCEPTED', 'ACTIVE')
                            AND coalesce(m.last_collection,
                                    CASE WHEN m.status = 'ACTIVE' THEN (m.created AT TIME ZONE 'UTC')::date END,
                                    m.signature_date) + make_interval(months => :months) < :today
                        ORDER BY m.id LIMIT :limit
                        """)
                .bind("months", Mandate.DORMANT_MONTHS)
                .bind("today", today)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    private static final String KEEPING =
            """
            SELECT DISTINCT ON (m.external_account_id) m.external_account_id, m.id FROM mandates m
            WHERE m.organization_id = :org AND m.external_account_id = ANY (:accounts)
                AND m.status NOT IN ('CANCELLED', 'FAILED')
            ORDER BY m.external_account_id, m.id
            """;

    /** Which of these payers' accounts have a mandate that is not over, by its id. */
    Map<UUID, UUID> keeping(Tx tx, Collection<UUID> payers) {
        return ids(tx.query(KEEPING).bind("accounts", payers.toArray(UUID[]::new)), UUID.class);
    }

    private static <K> Map<K, UUID> ids(Query query, Class<K> key) {
        return query.map((row, _) -> Map.entry(row.getObject(1, key), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static final String LIST =
            """
            SELECT %s FROM mandates m
            WHERE m.organization_id = :org
                AND (:externalAccount::uuid IS NULL OR m.external_account_id = :externalAccount)
                AND (:counterparty::uuid IS NULL OR m.counterparty_id = :counterparty)
                AND (:status::text IS NULL OR m.status = :status)
                AND (:statuses::text[] IS NULL OR m.status = ANY (:statuses))
                AND (:scheme::text IS NULL OR m.scheme = :scheme)
                AND (:externalId::text IS NULL OR m.id = (SELECT x.resource_id FROM external_ids x
                    WHERE x.organization_id = :org AND x.external_id = :externalId))
                AND (:within::uuid[] IS NULL OR m.destination_account_id IS NULL
                    OR m.destination_account_id = ANY (:within))
                AND (:before::uuid IS NULL OR m.id < :before)
            ORDER BY m.id DESC LIMIT :limit
            """
                    .formatted(COLUMNS);

    /** Newest first; each filter is open when absent. */
    List<Mandate> list(
            Tx tx, AccountLimit within, MandateFilter filter, @Nullable UUID before, int limit) {
        return tx.query(LIST)
                .bind("externalAccount", filter.externalAccountId().orElse(null))
                .bind("counterparty", filter.counterpartyId().orElse(null))
                .bind("status", QueryFields.only(filter.statuses()))
                .bind("statuses", QueryFields.several(filter.statuses()))
                .bind("scheme", filter.scheme().map(Enum::name).orElse(null))
                .bind("externalId", filter.externalId().orElse(null))
                .bind("within", within.within())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> MandateRows.mandate(row))
                .list();
    }
}
