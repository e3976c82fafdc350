package kontor.mandates;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.core.AccountLimit;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.wire.Json;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
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
            m.known_version, m.external_id, m.metadata, m.version, m.created, m.updated
            """;

    /**
     * @return the ids that were inserted; the others met a live mandate with the same reference
     */
    List<UUID> insert(Tx tx, List<Mandate> mandates, Function<Mandate, String> creditorKey) {
        return tx.query(
                        """
                        INSERT INTO mandates AS mandates (organization_id, id, scheme, status, recurrence, external_account_id,
                            counterparty_id, destination_account_id, creditor_reference, creditor_key,
                            mandate_reference, signature_date, source, source_holder, external_id, metadata,
                            version, created, updated)
                        SELECT :org, u.id, u.scheme, u.status, u.recurrence, u.external_account_id,
                            u.counterparty_id, u.destination_account_id, u.creditor_reference, u.creditor_key,
                            u.mandate_reference, u.signature_date, u.source, u.source_holder, u.external_id,
                            u.metadata, 1, :now, :now
                        FROM unnest(:ids::uuid[], :schemes::text[], :statuses::text[], :recurrences::text[],
                            :externalAccounts::uuid[], :counterparties::uuid[], :destinations::uuid[],
                            :creditors::text[], :creditorKeys::text[], :references::text[], :signatures::date[],
                            :sources::text[], :holders::text[], :externalIds::text[], :metadata::text[])
                            AS u (id, scheme, status, recurrence, external_account_id, counterparty_id,
                                destination_account_id, creditor_reference, creditor_key, mandate_reference,
                                signature_date, source, source_holder, external_id, metadata)
                        ON CONFLICT DO NOTHING
                        RETURNING id
                        """)
                .bind("now", tx.now())
                .bind("ids", column(mandates, UUID[]::new, Mandate::id))
                .bind(
                        "schemes",
                        column(mandates, String[]::new, mandate -> mandate.scheme().name()))
                .bind(
                        "statuses",
                        column(mandates, String[]::new, mandate -> mandate.status().name()))
                .bind(
                        "recurrences",
                        column(mandates, String[]::new, mandate -> mandate.recurrence().name()))
                .bind("externalAccounts", column(mandates, UUID[]::new, Mandate::externalAccountId))
                .bind("counterparties", column(mandates, UUID[]::new, Mandate::counterpartyId))
                .bind(
                        "destinations",
                        column(
                                mandates,
                                UUID[]::new,
                                mandate -> mandate.destinationAccountId().orElse(null)))
                .bind("creditors", column(mandates, String[]::new, Mandate::creditorReference))
                .bind("creditorKeys", column(mandates, String[]::new, creditorKey))
                .bind("references", column(mandates, String[]::new, Mandate::mandateReference))
                .bind(
                        "signatures",
                        column(
                                mandates,
                                LocalDate[]::new,
                                mandate -> mandate.signatureDate().orElse(null)))
                .bind("sources", column(mandates, String[]::new, Mandate::source))
                .bind("holders", column(mandates, String[]::new, Mandate::sourceHolder))
                .bind(
                        "externalIds",
                        column(
                                mandates,
                                String[]::new,
                                mandate -> mandate.externalId().orElse(null)))
                .bind(
                        "metadata",
                        column(
                                mandates,
                                String[]::new,
                                mandate -> Json.writeMetadata(mandate.metadata())))
                .mapTo(UUID.class)
                .list();
    }

    /**
     * The live mandates that already hold one of these (creditor key, upper-cased reference) pairs.
     */
    Map<String, UUID> holders(
            Tx tx, Collection<String> creditorKeys, Collection<String> references) {
        return tx.query(
                        """
                        SELECT m.creditor_key || ' ' || upper(m.mandate_reference), m.id
                        FROM mandates m
                        JOIN unnest(:creditors::text[], :references::text[]) AS u (creditor_key, reference)
                            ON m.creditor_key = u.creditor_key AND upper(m.mandate_reference) = u.reference
                        WHERE m.organization_id = :org AND m.status NOT IN ('CANCELLED', 'FAILED')
                        """)
                .bind("creditors", creditorKeys.toArray(String[]::new))
                .bind("references", references.toArray(String[]::new))
                .map((row, _) -> Map.entry(row.getString(1), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Optional<Mandate> find(Tx tx, UUID id) {
        return tx.query(
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM mandates m WHERE m.organization_id = :org AND m.id = :id
                                """)
                .bind("id", id)
                .map((row, _) -> mandate(row))
                .findOne();
    }

    /** Held against cancelling until this transaction ends, open to other collections. */
    Map<UUID, Mandate> forCollection(Tx tx, Collection<UUID> ids) {
        return tx.queryAndHold(
                        "m",
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM mandates m WHERE m.organization_id = :org AND m.id = ANY (:ids)
                                """)
                .bind("ids", ids.toArray(UUID[]::new))
                .map((row, _) -> mandate(row))
                .collectToMap(Mandate::id, mandate -> mandate);
    }

    /** The usable mandates of payers' accounts, for collections that name none. */
    List<Mandate> usableOf(Tx tx, Collection<UUID> externalAccounts) {
        return tx.queryAndHold(
                        "m",
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM mandates m
                                WHERE m.organization_id = :org AND m.external_account_id = ANY (:accounts)
                                    AND m.status IN ('CREATED', 'PENDING_SUBMISSION', 'SENT', 'ACCEPTED', 'ACTIVE')
                                ORDER BY m.id
                                """)
                .bind("accounts", externalAccounts.toArray(UUID[]::new))
                .map((row, _) -> mandate(row))
                .list();
    }

    /** Locked for change, against collections too. In id order, so that two nodes never cross. */
    Map<UUID, Mandate> lock(Tx tx, Collection<UUID> ids) {
        return tx.query(
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM mandates m WHERE m.organization_id = :org AND m.id = ANY (:ids)
                                ORDER BY m.id
                                FOR UPDATE
                                """)
                .bind("ids", ids.stream().distinct().toArray(UUID[]::new))
                .map((row, _) -> mandate(row))
                .collectToMap(Mandate::id, mandate -> mandate);
    }

    /** Writes what may change; every row must still be at the version before. */
    void update(Tx tx, List<Mandate> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int rows =
                withKnown(
                                tx.sql()
                                        .createUpdate(
                                                """
                                                UPDATE mandates m
                                                SET status = u.status, status_reason = u.status_reason, blocked_by = u.blocked_by,
                                                    last_collection = u.last_collection, used_up = u.used_up,
                                                    connection_instruction_id = u.instruction,
                                                    known_mandate_reference = u.known_reference, known_creditor_reference = u.known_creditor,
                                                    known_iban = u.known_iban, known_version = u.known_version,
                                                    version = u.version, updated = :now
                                                FROM unnest(:ids::uuid[], :statuses::text[], :reasons::text[], :blocks::text[],
                                                    :collections::date[], :used::boolean[], :instructions::uuid[], :knownReferences::text[],
                                                    :knownCreditors::text[], :knownIbans::text[], :knownVersions::int[], :versions::int[])
                                                    AS u (id, status, status_reason, blocked_by, last_collection, used_up, instruction,
                                                        known_reference, known_creditor, known_iban, known_version, version)
                                                WHERE m.organization_id = :org AND m.id = u.id AND m.version = u.version - 1
                                                """),
                                changed)
                        .bind("org", tx.organization().value())
                        .bind("now", tx.now())
                        .bind("ids", column(changed, UUID[]::new, Mandate::id))
                        .bind(
                                "statuses",
                                column(changed, String[]::new, mandate -> mandate.status().name()))
                        .bind(
                                "reasons",
                                column(
                                        changed,
                                        String[]::new,
                                        mandate -> mandate.statusReason().orElse(null)))
                        .bind(
                                "blocks",
                                column(
                                        changed,
                                        String[]::new,
                                        mandate -> mandate.blockedBy().orElse(null)))
                        .bind(
                                "collections",
                                column(
                                        changed,
                                        LocalDate[]::new,
                                        mandate -> mandate.lastCollection().orElse(null)))
                        .bind("used", column(changed, Boolean[]::new, Mandate::usedUp))
                        .bind(
                                "instructions",
                                column(
                                        changed,
                                        UUID[]::new,
                                        mandate -> mandate.connectionInstructionId().orElse(null)))
                        .bind("versions", column(changed, Integer[]::new, Mandate::version))
                        .execute();
        checkRows(rows, changed);
    }

    /** Binds what the bank knows of each mandate, as both updates store it. */
    private static Update withKnown(Update update, List<Mandate> changed) {
        return update.bind(
                        "knownReferences",
                        column(
                                changed,
                                String[]::new,
                                mandate ->
                                        mandate.known()
                                                .map(BankMandateState::mandateReference)
                                                .orElse(null)))
                .bind(
                        "knownCreditors",
                        column(
                                changed,
                                String[]::new,
                                mandate ->
                                        mandate.known()
                                                .map(BankMandateState::creditorReference)
                                                .orElse(null)))
                .bind(
                        "knownIbans",
                        column(
                                changed,
                                String[]::new,
                                mandate ->
                                        mandate.known().map(BankMandateState::iban).orElse(null)))
                .bind(
                        "knownVersions",
                        column(
                                changed,
                                Integer[]::new,
                                mandate ->
                                        mandate.known()
                                                .map(BankMandateState::version)
                                                .orElse(null)));
    }

    private static void checkRows(int rows, List<Mandate> changed) {
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

    /** Writes what a patch may change; every row must still be at its version of {@code before}. */
    void amend(Tx tx, Map<UUID, Mandate> before, List<Mandate> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int rows =
                withKnown(
                                tx.sql()
                                        .createUpdate(
                                                """
                                                UPDATE mandates m
                                                SET external_account_id = u.external_account, source = u.source,
                                                    source_holder = u.holder, creditor_reference = u.creditor, creditor_key = u.creditor_key,
                                                    mandate_reference = u.reference, signature_date = u.signed, blocked_by = u.blocked_by,
                                                    known_mandate_reference = u.known_reference, known_creditor_reference = u.known_creditor,
                                                    known_iban = u.known_iban, known_version = u.known_version,
                                                    version = u.version, updated = :now
                                                FROM unnest(:ids::uuid[], :externalAccounts::uuid[], :sources::text[], :holders::text[],
                                                    :creditors::text[], :creditorKeys::text[], :references::text[], :signatures::date[],
                                                    :blocks::text[], :knownReferences::text[], :knownCreditors::text[], :knownIbans::text[],
                                                    :knownVersions::int[], :expected::int[], :versions::int[])
                                                    AS u (id, external_account, source, holder, creditor, creditor_key, reference, signed,
                                                        blocked_by, known_reference, known_creditor, known_iban, known_version, expected,
                                                        version)
                                                WHERE m.organization_id = :org AND m.id = u.id AND m.version = u.expected
                                                """),
                                changed)
                        .bind("org", tx.organization().value())
                        .bind("now", tx.now())
                        .bind("ids", column(changed, UUID[]::new, Mandate::id))
                        .bind(
                                "externalAccounts",
                                column(changed, UUID[]::new, Mandate::externalAccountId))
                        .bind("sources", column(changed, String[]::new, Mandate::source))
                        .bind("holders", column(changed, String[]::new, Mandate::sourceHolder))
                        .bind(
                                "creditors",
                                column(changed, String[]::new, Mandate::creditorReference))
                        .bind(
                                "creditorKeys",
                                column(changed, String[]::new, MandateChecks::creditorKey))
                        .bind(
                                "references",
                                column(changed, String[]::new, Mandate::mandateReference))
                        .bind(
                                "signatures",
                                column(
                                        changed,
                                        LocalDate[]::new,
                                        mandate -> mandate.signatureDate().orElse(null)))
                        .bind(
                                "blocks",
                                column(
                                        changed,
                                        String[]::new,
                                        mandate -> mandate.blockedBy().orElse(null)))
                        .bind(
                                "expected",
                                column(
                                        changed,
                                        Integer[]::new,
                                        mandate -> Maps.required(before, mandate.id()).version()))
                        .bind("versions", column(changed, Integer[]::new, Mandate::version))
                        .execute();
        checkRows(rows, changed);
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

    /** Which of these payers' accounts have a mandate that is not over, by its id. */
    Map<UUID, UUID> keeping(Tx tx, Collection<UUID> externalAccounts) {
        return tx.query(
                        """
                        SELECT DISTINCT ON (m.external_account_id) m.external_account_id, m.id
                        FROM mandates m
                        WHERE m.organization_id = :org AND m.external_account_id = ANY (:accounts)
                            AND m.status NOT IN ('CANCELLED', 'FAILED')
                        ORDER BY m.external_account_id, m.id
                        """)
                .bind("accounts", externalAccounts.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Newest first; each filter is open when absent. */
    List<Mandate> list(
            Tx tx, AccountLimit within, MandateFilter filter, @Nullable UUID before, int limit) {
        return tx.query(
                        "SELECT "
                                + COLUMNS
                                + """
                                FROM mandates m
                                WHERE m.organization_id = :org
                                    AND (:externalAccount::uuid IS NULL OR m.external_account_id = :externalAccount)
                                    AND (:counterparty::uuid IS NULL OR m.counterparty_id = :counterparty)
                                    AND (:status::text IS NULL OR m.status = :status)
                                    AND (:scheme::text IS NULL OR m.scheme = :scheme)
                                    AND (:within::uuid[] IS NULL OR m.destination_account_id IS NULL
                                        OR m.destination_account_id = ANY (:within))
                                    AND (:before::uuid IS NULL OR m.id < :before)
                                ORDER BY m.id DESC LIMIT :limit
                                """)
                .bind("externalAccount", filter.externalAccountId().orElse(null))
                .bind("counterparty", filter.counterpartyId().orElse(null))
                .bind("status", filter.status().map(Enum::name).orElse(null))
                .bind("scheme", filter.scheme().map(Enum::name).orElse(null))
                .bind("within", within.within())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> mandate(row))
                .list();
    }

    private static Optional<BankMandateState> known(ResultSet row) throws SQLException {
        String reference = row.getString("known_mandate_reference");
        return reference == null
                ? Optional.empty()
                : Optional.of(
                        new BankMandateState(
                                reference,
                                row.getString("known_creditor_reference"),
                                row.getString("known_iban"),
                                row.getInt("known_version")));
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        return new Mandate(
                row.getObject("id", UUID.class),
                MandateScheme.valueOf(row.getString("scheme")),
                MandateStatus.valueOf(row.getString("status")),
                Mandate.Recurrence.valueOf(row.getString("recurrence")),
                row.getObject("external_account_id", UUID.class),
                row.getObject("counterparty_id", UUID.class),
                Optional.ofNullable(row.getObject("destination_account_id", UUID.class)),
                row.getString("creditor_reference"),
                row.getString("mandate_reference"),
                Optional.ofNullable(row.getObject("signature_date", LocalDate.class)),
                Optional.ofNullable(row.getString("blocked_by")),
                Optional.ofNullable(row.getString("status_reason")),
                Optional.ofNullable(row.getObject("last_collection", LocalDate.class)),
                row.getBoolean("used_up"),
                Optional.ofNullable(row.getObject("connection_instruction_id", UUID.class)),
                row.getString("source"),
                row.getString("source_holder"),
                known(row),
                Optional.ofNullable(row.getString("external_id")),
                Json.readMetadata(row.getString("metadata")),
                row.getInt("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("updated").toInstant());
    }
}
