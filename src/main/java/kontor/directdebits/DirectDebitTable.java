package kontor.directdebits;

import static kontor.db.Columns.column;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.http.Json;
import kontor.mandates.MandateScheme;
import kontor.payments.BankTrail;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;
import org.jspecify.annotations.Nullable;

/** SQL of the direct debits. */
final class DirectDebitTable {

    private static final String COLUMNS = """
            d.id, d.creator_user_id, d.amount_minor, d.currency, d.scheme, d.status, d.date, d.effective_date,
            d.submission_deadline, d.status_reason, d.connection_id, d.destination_account_id,
            d.external_account_id, d.counterparty_id, d.mandate_id, d.sequence_type, d.destination,
            d.destination_holder, d.source, d.source_holder, d.mandate, d.reference, d.category_purpose,
            d.charge_bearer, d.connection_instruction_id, d.payment_information_id, d.attached_transactions,
            d.external_id, d.metadata, d.version, d.created, d.updated
            """;

    void insert(Tx tx, List<DirectDebit> debits) {
        if (debits.isEmpty()) {
            return;
        }
        tx.sql().createUpdate("""
                        INSERT INTO direct_debits (organization_id, id, creator_user_id, amount_minor, currency, scheme,
                            status, date, effective_date, submission_deadline, connection_id, destination_account_id,
                            external_account_id, counterparty_id, mandate_id, sequence_type, destination,
                            destination_holder, source, source_holder, mandate, reference, category_purpose,
                            charge_bearer, external_id, metadata, version, created, updated)
                        SELECT :org, u.id, u.creator, u.amount, u.currency, u.scheme, 'CREATED', u.date, u.effective,
                            u.deadline, u.connection, u.account, u.external, u.counterparty, u.mandate_id, u.sequence,
                            u.destination, u.destination_holder, u.source, u.source_holder, u.mandate, u.reference,
                            u.purpose, u.bearer, u.external_id, u.metadata, 1, :now, :now
                        FROM unnest(:ids::uuid[], :creators::uuid[], :amounts::bigint[], :currencies::text[],
                            :schemes::text[], :dates::date[], :effective::date[], :deadlines::timestamptz[],
                            :connections::uuid[], :accounts::uuid[], :externals::uuid[], :counterparties::uuid[],
                            :mandateIds::uuid[], :sequences::text[], :destinations::text[], :destinationHolders::text[],
                            :sources::text[], :sourceHolders::text[], :mandates::text[], :references::text[],
                            :purposes::text[], :bearers::text[], :externalIds::text[], :metadata::text[])
                            AS u (id, creator, amount, currency, scheme, date, effective, deadline, connection, account,
                                external, counterparty, mandate_id, sequence, destination, destination_holder, source,
                                source_holder, mandate, reference, purpose, bearer, external_id, metadata)
                        """)
                .bind("org", tx.organization().value())
                .bind("now", tx.now())
                .bind("ids", column(debits, UUID[]::new, DirectDebit::id))
                .bind("creators", column(debits, UUID[]::new, debit -> debit.creatorUserId().orElse(null)))
                .bind("amounts", column(debits, Long[]::new, debit -> debit.amount().amountMinor()))
                .bind("currencies", column(debits, String[]::new, debit -> debit.amount().currency().code()))
                .bind("schemes", column(debits, String[]::new, debit -> debit.scheme().name()))
                .bind("dates", column(debits, LocalDate[]::new, debit -> debit.date()))
                .bind("effective", column(debits, LocalDate[]::new, debit -> debit.effectiveDate()))
                .bind("deadlines", column(debits, Instant[]::new, debit -> debit.deadline()))
                .bind("connections", column(debits, UUID[]::new, debit -> debit.parties().connectionId().orElse(null)))
                .bind("accounts", column(debits, UUID[]::new, debit -> debit.parties().destinationAccountId()))
                .bind("externals", column(debits, UUID[]::new, debit -> debit.parties().externalAccountId()))
                .bind("counterparties", column(debits, UUID[]::new, debit -> debit.parties().counterpartyId()))
                .bind("mandateIds", column(debits, UUID[]::new, debit -> debit.parties().mandateId()))
                .bind("sequences", column(debits, String[]::new, debit -> debit.sequenceType().name()))
                .bind("destinations", column(debits, String[]::new, debit -> debit.parties().destination()))
                .bind("destinationHolders", column(debits, String[]::new, debit -> debit.parties().destinationHolder()))
                .bind("sources", column(debits, String[]::new, debit -> debit.parties().source()))
                .bind("sourceHolders", column(debits, String[]::new, debit -> debit.parties().sourceHolder()))
                .bind("mandates", column(debits, String[]::new, debit -> debit.parties().mandate()))
                .bind("references", column(debits, String[]::new, DirectDebit::reference))
                .bind("purposes", column(debits, String[]::new, debit -> debit.categoryPurpose().orElse(null)))
                .bind("bearers", column(debits, String[]::new, debit -> debit.chargeBearer().orElse(null)))
                .bind("externalIds", column(debits, String[]::new, debit -> debit.externalId().orElse(null)))
                .bind("metadata", column(debits, String[]::new, debit -> Json.writeMetadata(debit.metadata())))
                .execute();
    }

    Optional<DirectDebit> find(Tx tx, UUID id) {
        return tx.sql().createQuery("SELECT " + COLUMNS + """
                        FROM direct_debits d WHERE d.organization_id = :org AND d.id = :id
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .map((row, _) -> directDebit(row))
                .findOne();
    }

    /** Locked for change, in id order so that two nodes never cross. */
    Map<UUID, DirectDebit> lock(Tx tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return tx.sql().createQuery("SELECT " + COLUMNS + """
                        FROM direct_debits d WHERE d.organization_id = :org AND d.id = ANY (:ids)
                        ORDER BY d.id FOR UPDATE
                        """)
                .bind("org", tx.organization().value())
                .bind("ids", ids.stream().distinct().toArray(UUID[]::new))
                .map((row, _) -> directDebit(row))
                .collectToMap(DirectDebit::id, debit -> debit);
    }

    /** Approved ones whose file is to be built by now, one connection, the earliest first. */
    List<DirectDebit> lockDue(Tx tx, UUID connection, Instant now, int limit) {
        return tx.sql().createQuery("SELECT " + COLUMNS + """
                        FROM direct_debits d
                        WHERE d.organization_id = :org AND d.connection_id = :connection AND d.status = 'APPROVED'
                            AND d.submission_deadline <= :now AND d.scheme <> 'AUTOGIRO'
                        ORDER BY d.submission_deadline, d.id LIMIT :limit
                        FOR UPDATE
                        """)
                .bind("org", tx.organization().value())
                .bind("connection", connection)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> directDebit(row))
                .list();
    }

    Optional<Instant> nextDeadline(Tx tx, UUID connection) {
        return tx.sql().createQuery("""
                        SELECT d.submission_deadline FROM direct_debits d
                        WHERE d.organization_id = :org AND d.connection_id = :connection AND d.status = 'APPROVED'
                            AND d.scheme <> 'AUTOGIRO'
                        ORDER BY d.submission_deadline LIMIT 1
                        """)
                .bind("org", tx.organization().value())
                .bind("connection", connection)
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .findOne();
    }

    /** A page of the payments of one file, locked; {@code paymentInformationId} narrows to one group. */
    List<DirectDebit> lockOfInstruction(Tx tx, UUID instruction, Optional<String> paymentInformationId,
            UUID after, int limit) {
        return tx.sql().createQuery("SELECT " + COLUMNS + """
                        FROM direct_debits d
                        WHERE d.organization_id = :org AND d.connection_instruction_id = :instruction
                            AND (:group::text IS NULL OR d.payment_information_id = :group) AND d.id > :after
                        ORDER BY d.id LIMIT :limit
                        FOR UPDATE
                        """)
                .bind("org", tx.organization().value())
                .bind("instruction", instruction)
                .bind("group", paymentInformationId.orElse(null))
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> directDebit(row))
                .list();
    }

    /** Which payments carry this payment information id; it is unique for ever, being made of the message id. */
    List<UUID> ofPaymentInformation(Tx tx, String paymentInformationId) {
        return tx.sql().createQuery("""
                        SELECT d.id FROM direct_debits d
                        WHERE d.organization_id = :org AND d.payment_information_id = :group
                        ORDER BY d.id
                        """)
                .bind("org", tx.organization().value())
                .bind("group", paymentInformationId)
                .mapTo(UUID.class)
                .list();
    }

    /** Writes what may change; every row must still be at the version before. */
    void update(Tx tx, List<DirectDebit> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int rows = tx.sql().createUpdate("""
                        UPDATE direct_debits d
                        SET status = u.status, status_reason = u.reason, effective_date = u.effective,
                            submission_deadline = u.deadline, connection_instruction_id = u.instruction,
                            payment_information_id = u.group_id, attached_transactions = u.attached::uuid[],
                            version = u.version, updated = :now
                        FROM unnest(:ids::uuid[], :statuses::text[], :reasons::text[], :effective::date[],
                            :deadlines::timestamptz[], :instructions::uuid[], :groups::text[], :attached::text[],
                            :versions::int[])
                            AS u (id, status, reason, effective, deadline, instruction, group_id, attached, version)
                        WHERE d.organization_id = :org AND d.id = u.id AND d.version = u.version - 1
                        """)
                .bind("org", tx.organization().value())
                .bind("now", tx.now())
                .bind("ids", column(changed, UUID[]::new, DirectDebit::id))
                .bind("statuses", column(changed, String[]::new, debit -> debit.status().name()))
                .bind("reasons", column(changed, String[]::new, debit -> debit.statusReason()
                        .map(reason -> Json.write(reason.view())).orElse(null)))
                .bind("effective", column(changed, LocalDate[]::new, debit -> debit.effectiveDate()))
                .bind("deadlines", column(changed, Instant[]::new, debit -> debit.deadline()))
                .bind("instructions", column(changed, UUID[]::new, debit -> debit.bank().instructionId().orElse(null)))
                .bind("groups", column(changed, String[]::new, debit -> debit.bank().paymentInformationId().orElse(null)))
                .bind("attached", column(changed, String[]::new, DirectDebitTable::attachedText))
                .bind("versions", column(changed, Integer[]::new, DirectDebit::version))
                .execute();
        if (rows != changed.size()) {
            throw new IllegalStateException("changed " + rows + " of " + changed.size() + " direct debits");
        }
    }

    private static @Nullable String attachedText(DirectDebit debit) {
        var attached = debit.bank().attachedTransactions();
        return attached.isEmpty() ? null
                : attached.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    /** Handed over, collected by the calendar before {@code day}, and never heard of again. */
    List<DirectDebit> lockSilent(Tx tx, UUID connection, LocalDate day, int limit) {
        return tx.sql().createQuery("SELECT " + COLUMNS + """
                        FROM direct_debits d
                        WHERE d.organization_id = :org AND d.connection_id = :connection
                            AND d.status IN ('SENT', 'PENDING_AT_BANK', 'ACCEPTED')
                            AND d.date < :day AND d.effective_date < :day
                        ORDER BY d.id LIMIT :limit
                        FOR UPDATE
                        """)
                .bind("org", tx.organization().value())
                .bind("connection", connection)
                .bind("day", day)
                .bind("limit", limit)
                .map((row, _) -> directDebit(row))
                .list();
    }

    boolean anySilent(Tx tx, UUID connection, LocalDate day) {
        return tx.sql().createQuery("""
                        SELECT EXISTS (
                            SELECT FROM direct_debits d
                            WHERE d.organization_id = :org AND d.connection_id = :connection
                                AND d.status IN ('SENT', 'PENDING_AT_BANK', 'ACCEPTED')
                                AND d.date < :day AND d.effective_date < :day)
                        """)
                .bind("org", tx.organization().value())
                .bind("connection", connection)
                .bind("day", day)
                .mapTo(Boolean.class)
                .one();
    }

    Set<UUID> mandatesInFlight(Tx tx, Collection<UUID> mandates) {
        return new HashSet<>(tx.sql().createQuery("""
                        SELECT DISTINCT d.mandate_id FROM direct_debits d
                        WHERE d.organization_id = :org AND d.mandate_id = ANY (:mandates)
                            AND d.status IN ('CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK',
                                'ACCEPTED', 'UNKNOWN')
                        """)
                .bind("org", tx.organization().value())
                .bind("mandates", mandates.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
    }

    /** One collection under way for each of these payers' accounts that has one. */
    Map<UUID, UUID> inFlightFrom(Tx tx, Collection<UUID> externalAccounts) {
        return tx.sql().createQuery("""
                        SELECT DISTINCT ON (d.external_account_id) d.external_account_id, d.id
                        FROM direct_debits d
                        WHERE d.organization_id = :org AND d.external_account_id = ANY (:accounts)
                            AND d.status IN ('CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK',
                                'ACCEPTED', 'UNKNOWN')
                        ORDER BY d.external_account_id, d.id
                        """)
                .bind("org", tx.organization().value())
                .bind("accounts", externalAccounts.toArray(UUID[]::new))
                .map((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** By date, then id, both descending; each filter is open when absent. */
    List<DirectDebit> list(Tx tx, DirectDebitFilter filter, @Nullable LocalDate beforeDate,
            @Nullable UUID beforeId, int limit) {
        return tx.sql().createQuery("SELECT " + COLUMNS + """
                        FROM direct_debits d
                        WHERE d.organization_id = :org
                            AND (:account::uuid IS NULL OR d.destination_account_id = :account)
                            AND (:status::text IS NULL OR d.status = :status)
                            AND (:scheme::text IS NULL OR d.scheme = :scheme)
                            AND (:from::date IS NULL OR d.date >= :from)
                            AND (:to::date IS NULL OR d.date <= :to)
                            AND (:beforeDate::date IS NULL OR (d.date, d.id) < (:beforeDate::date, :beforeId::uuid))
                        ORDER BY d.date DESC, d.id DESC LIMIT :limit
                        """)
                .bind("org", tx.organization().value())
                .bind("account", filter.accountId().orElse(null))
                .bind("status", filter.status().map(Enum::name).orElse(null))
                .bind("scheme", filter.scheme().map(Enum::name).orElse(null))
                .bind("from", filter.dates().from().orElse(null))
                .bind("to", filter.dates().to().orElse(null))
                .bind("beforeDate", beforeDate)
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map((row, _) -> directDebit(row))
                .list();
    }

    private static DirectDebit directDebit(ResultSet row) throws SQLException {
        var parties = new DirectDebit.Parties(id(row, "connection_id"), row.getObject("destination_account_id", UUID.class),
                row.getObject("external_account_id", UUID.class), row.getObject("counterparty_id", UUID.class),
                row.getObject("mandate_id", UUID.class), row.getString("destination"),
                row.getString("destination_holder"), row.getString("source"), row.getString("source_holder"),
                row.getString("mandate"));
        Array attached = row.getArray("attached_transactions");
        var bank = new BankTrail(id(row, "connection_instruction_id"),
                Optional.ofNullable(row.getString("payment_information_id")),
                attached == null ? List.of() : Arrays.asList((UUID[]) attached.getArray()));
        return new DirectDebit(row.getObject("id", UUID.class), id(row, "creator_user_id"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                MandateScheme.valueOf(row.getString("scheme")), row.getObject("date", LocalDate.class),
                row.getObject("effective_date", LocalDate.class), row.getTimestamp("submission_deadline").toInstant(),
                PaymentStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("status_reason")).map(StatusReason::read), parties,
                SequenceType.valueOf(row.getString("sequence_type")), row.getString("reference"),
                Optional.ofNullable(row.getString("category_purpose")),
                Optional.ofNullable(row.getString("charge_bearer")), bank,
                Optional.ofNullable(row.getString("external_id")), Json.readMetadata(row.getString("metadata")),
                row.getInt("version"), row.getTimestamp("created").toInstant(), row.getTimestamp("updated").toInstant());
    }

    private static Optional<UUID> id(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }
}
