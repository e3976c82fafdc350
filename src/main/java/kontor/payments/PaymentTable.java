package kontor.payments;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.AccountLimit;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.payeechecks.PayeeCheck;
import kontor.selections.PaymentFilter;
import kontor.selections.SelectionTable;
import kontor.wire.Json;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * SQL of one table of payments: the shared columns with those of its kind, each statement built
 * once.
 */
public final class PaymentTable<P extends Payment<P>> {

    private static final String IN_FLIGHT =
            """
            ('CREATED', 'APPROVED', 'PENDING_SUBMISSION', 'SENT', 'PENDING_AT_BANK', 'ACCEPTED', 'UNKNOWN')\
            """;

    private static final String PAGE =
            """
            AND (:beforeDate::date IS NULL OR (p.date, p.id) < (:beforeDate::date, :beforeId::uuid))
            ORDER BY p.date DESC, p.id DESC LIMIT :limit
            """;

    /** Makes a payment of a row; the shared part is read already. */
    @FunctionalInterface
    public interface Reader<P> {
        P read(ResultSet row, PaymentTerms terms, PaymentProgress progress) throws SQLException;
    }

    private final PaymentKind kind;
    private final Reader<P> reader;
    private final List<PaymentColumn<P>> columns;
    private final List<PaymentColumn<P>> changing;
    private final String insert;
    private final String update;
    private final String select;
    private final String list;

    /**
     * @param own the columns that only this kind has
     */
    public PaymentTable(PaymentKind kind, List<PaymentColumn<P>> own, Reader<P> reader) {
        this.kind = kind;
        this.reader = reader;
        this.changing = changing();
        this.columns =
                Stream.of(PaymentTable.<P>fixed(), changing, own).flatMap(List::stream).toList();
        this.insert =
                "INSERT INTO "
                        + kind.resource()
                        + " (organization_id, "
                        + names(columns, "")
                        + ")\nSELECT :org, "
                        + columns.stream().map(PaymentColumn::written).collect(joining(", "))
                        + "\nFROM "
                        + unnest(columns);
        this.update =
                "UPDATE "
                        + kind.resource()
                        + " p SET "
                        + changing.stream()
                                .map(one -> one.name() + " = " + one.written())
                                .collect(joining(", "))
                        + "\nFROM "
                        + unnest(idAnd(changing))
                        + "\n"
                        + "WHERE p.organization_id = :org AND p.id = u.id AND p.version = u.version"
                        + " - 1";
        this.select =
                "SELECT "
                        + names(columns, "p.")
                        + "\nFROM "
                        + kind.resource()
                        + " p WHERE p.organization_id = :org ";
        this.list = select + SelectionTable.condition(kind.resource()) + PAGE;
    }

    private static <P extends Payment<P>> List<PaymentColumn<P>> fixed() {
        return List.of(
                PaymentColumn.id("id", Payment::id),
                PaymentColumn.id(
                        "creator_user_id", one -> one.terms().creatorUserId().orElse(null)),
                PaymentColumn.id(
                        "creator_role_id", one -> one.terms().creatorRoleId().orElse(null)),
                PaymentColumn.minor("amount_minor", one -> one.terms().amount().amountMinor()),
                PaymentColumn.text("currency", one -> one.terms().amount().currency().code()),
                PaymentColumn.text("scheme", Payment::schemeName),
                PaymentColumn.text("reference", one -> one.terms().reference()),
                PaymentColumn.text(
                        "category_purpose", one -> one.terms().categoryPurpose().orElse(null)),
                PaymentColumn.text("charge_bearer", one -> one.terms().chargeBearer().orElse(null)),
                PaymentColumn.text("external_id", one -> one.terms().externalId().orElse(null)),
                PaymentColumn.id(
                        "batch_id", one -> one.terms().batch().map(BatchRef::id).orElse(null)),
                PaymentColumn.text(
                        "batch_treatment", one -> one.terms().batchTreatment().orElse(null)),
                PaymentColumn.time("created", one -> one.terms().created()));
    }

    private static <P extends Payment<P>> List<PaymentColumn<P>> changing() {
        return List.of(
                PaymentColumn.date("date", one -> one.progress().date()),
                PaymentColumn.date("effective_date", one -> one.progress().effectiveDate()),
                PaymentColumn.time("submission_deadline", one -> one.progress().deadline()),
                PaymentColumn.text("status", one -> one.status().name()),
                PaymentColumn.text("status_reason", PaymentView::statusReason),
                PaymentColumn.id(
                        "connection_instruction_id",
                        one -> one.progress().bank().instructionId().orElse(null)),
                PaymentColumn.text(
                        "payment_information_id",
                        one -> one.progress().bank().paymentInformationId().orElse(null)),
                PaymentColumn.ids(
                        "attached_transactions",
                        one -> joined(one.progress().bank().attachedTransactions())),
                PaymentColumn.text("payee_check", PaymentView::payeeCheck),
                PaymentColumn.text("metadata", one -> Json.writeMetadata(one.terms().metadata())),
                PaymentColumn.number("version", Payment::version),
                PaymentColumn.time("updated", one -> one.progress().updated()));
    }

    private static @Nullable String joined(List<UUID> ids) {
        return ids.isEmpty() ? null : ids.stream().map(UUID::toString).collect(joining(","));
    }

    private static <P extends Payment<P>> List<PaymentColumn<P>> idAnd(
            List<PaymentColumn<P>> others) {
        return Stream.concat(PaymentTable.<P>fixed().stream().limit(1), others.stream()).toList();
    }

    private static <P> String names(List<PaymentColumn<P>> columns, String prefix) {
        return columns.stream().map(one -> prefix + one.name()).collect(joining(", "));
    }

    private static <P> String unnest(List<PaymentColumn<P>> columns) {
        return columns.stream()
                        .map(one -> ":" + one.name() + "::" + one.type() + "[]")
                        .collect(joining(", ", "unnest(", ")"))
                + " AS u ("
                + names(columns, "")
                + ")";
    }

    PaymentKind kind() {
        return kind;
    }

    void insert(Tx tx, List<P> payments) {
        if (!payments.isEmpty()) {
            bound(tx.sql().createUpdate(insert), tx, columns, payments).execute();
        }
    }

    /** Writes what may change; every row must still be at the version before. */
    void update(Tx tx, List<P> changed) {
        if (changed.isEmpty()) {
            return;
        }
        int rows = bound(tx.sql().createUpdate(update), tx, idAnd(changing), changed).execute();
        Tx.allChanged(rows, changed.size(), kind.resource());
    }

    private static <P, S extends SqlStatement<S>> S bound(
            S statement, Tx tx, List<PaymentColumn<P>> columns, List<P> rows) {
        statement.bind("org", tx.organization().value());
        columns.forEach(column -> statement.bind(column.name(), column.values().apply(rows)));
        return statement;
    }

    Optional<P> find(Tx tx, UUID id) {
        return found(tx, List.of(id), "").stream().findFirst();
    }

    /** Locked for change, in id order so that two nodes never cross. */
    Map<UUID, P> lock(Tx tx, Collection<UUID> ids) {
        var locked = new LinkedHashMap<UUID, P>();
        if (!ids.isEmpty()) {
            found(tx, ids, " ORDER BY p.id FOR UPDATE").forEach(one -> locked.put(one.id(), one));
        }
        return locked;
    }

    public List<P> found(Tx tx, Collection<UUID> ids, String inOrder) {
        return tx.query(select + "AND p.id = ANY (:ids)" + inOrder)
                .bind("ids", ids.stream().distinct().toArray(UUID[]::new))
                .map((row, _) -> payment(row))
                .list();
    }

    /** Approved ones whose file is to be built by now; what a bank has booked is not made again. */
    List<P> lockDue(Tx tx, PaymentFileKind files, UUID connection, Instant now, int limit) {
        return tx.query(
                        select
                                + "AND "
                                + files.which()
                                + """
                                 AND p.connection_id = :connection AND p.status = 'APPROVED'
                                    AND p.submission_deadline <= :now AND coalesce(cardinality(p.attached_transactions), 0) = 0
                                ORDER BY p.submission_deadline, p.id LIMIT :limit
                                FOR UPDATE
                                """)
                .bind("connection", connection)
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> payment(row))
                .list();
    }

    Optional<Instant> nextDeadline(Tx tx, PaymentFileKind files, UUID connection) {
        return tx.query(
                        "SELECT p.submission_deadline FROM "
                                + kind.resource()
                                + " p WHERE "
                                + files.which()
                                + """
                                 AND p.organization_id = :org AND p.connection_id = :connection AND p.status = 'APPROVED' AND coalesce(cardinality(p.attached_transactions), 0) = 0
                                ORDER BY p.submission_deadline LIMIT 1
                                """)
                .bind("connection", connection)
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .findOne();
    }

    /** A page of the payments of one file, locked. */
    List<P> lockOfInstruction(Tx tx, UUID instruction, UUID after, int limit) {
        return tx.query(
                        select
                                + """
                                AND p.connection_instruction_id = :instruction AND p.id > :after
                                ORDER BY p.id LIMIT :limit
                                FOR UPDATE
                                """)
                .bind("instruction", instruction)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> payment(row))
                .list();
    }

    /** Those of a payment information, or of a message: its id is how theirs begin. */
    List<UUID> ofPaymentInformation(Tx tx, String paymentInformationId) {
        return tx.query(
                        "SELECT p.id FROM "
                                + kind.resource()
                                + """
                                 p WHERE p.organization_id = :org AND (p.payment_information_id = :group
                                    OR p.payment_information_id > :group || '-'
                                        AND p.payment_information_id < :group || '.')
                                ORDER BY p.id
                                """)
                .bind("group", paymentInformationId)
                .mapTo(UUID.class)
                .list();
    }

    /** Handed over for a day before {@code day}, and not reported by the bank since. */
    List<P> lockSilent(Tx tx, PaymentFileKind files, UUID connection, LocalDate day, int limit) {
        return tx.query(
                        select
                                + "AND "
                                + files.which()
                                + """
                                 AND p.connection_id = :connection AND p.status IN ('SENT', 'PENDING_AT_BANK', 'ACCEPTED')
                                    AND p.date < :day AND p.effective_date < :day
                                ORDER BY p.id LIMIT :limit
                                FOR UPDATE
                                """)
                .bind("connection", connection)
                .bind("day", day)
                .bind("limit", limit)
                .map((row, _) -> payment(row))
                .list();
    }

    boolean anySilent(Tx tx, PaymentFileKind files, UUID connection, LocalDate day) {
        return tx.query(
                        "SELECT EXISTS (SELECT FROM "
                                + kind.resource()
                                + " p WHERE "
                                + files.which()
                                + """
                                 AND p.organization_id = :org AND p.connection_id = :connection
                                    AND p.status IN ('SENT', 'PENDING_AT_BANK', 'ACCEPTED')
                                    AND p.date < :day AND p.effective_date < :day)
                                """)
                .bind("connection", connection)
                .bind("day", day)
                .mapTo(Boolean.class)
                .one();
    }

    /** A payment that is not final for each of these counterparties' accounts that has one. */
    public Map<UUID, UUID> inFlightWith(Tx tx, Collection<UUID> externalAccounts) {
        return tx.query(
                        "SELECT DISTINCT ON (p.external_account_id) p.external_account_id, p.id"
                                + " FROM "
                                + kind.resource()
                                + " p WHERE p.organization_id = :org AND p.external_account_id ="
                                + " ANY (:accounts) AND p.status IN "
                                + IN_FLIGHT
                                + " ORDER BY p.external_account_id, p.id")
                .bind("accounts", externalAccounts.toArray(UUID[]::new))
                .map(
                        (row, _) ->
                                Map.entry(
                                        row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** By date, then id, both descending; each filter is open when absent. */
    List<P> list(
            Tx tx,
            PaymentFilter filter,
            AccountLimit within,
            @Nullable LocalDate beforeDate,
            @Nullable UUID beforeId,
            int limit) {
        return SelectionTable.bound(tx.query(list), filter, within)
                .bind("beforeDate", beforeDate)
                .bind("beforeId", beforeId)
                .bind("limit", limit)
                .map((row, _) -> payment(row))
                .list();
    }

    /** Whether a batch has a payment of an account beyond the limit. */
    boolean anyBeyond(Tx tx, UUID batch, AccountLimit limit) {
        return tx.query(
                        "SELECT EXISTS (SELECT FROM "
                                + kind.resource()
                                + " p WHERE p.organization_id = :org AND p.batch_id = :batch AND"
                                + " NOT p."
                                + kind.ownAccount()
                                + " = ANY (:within::uuid[]))")
                .bind("batch", batch)
                .bind("within", limit.within())
                .mapTo(Boolean.class)
                .one();
    }

    private P payment(ResultSet row) throws SQLException {
        Array attached = row.getArray("attached_transactions");
        var bank =
                new BankTrail(
                        id(row, "connection_instruction_id"),
                        Optional.ofNullable(row.getString("payment_information_id")),
                        attached == null ? List.of() : Arrays.asList((UUID[]) attached.getArray()),
                        Optional.ofNullable(row.getString("payee_check")).map(PayeeCheck::read));
        var treatment = row.getString("batch_treatment");
        var terms =
                new PaymentTerms(
                        row.getObject("id", UUID.class),
                        id(row, "creator_user_id"),
                        id(row, "creator_role_id"),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        row.getString("reference"),
                        Optional.ofNullable(row.getString("category_purpose")),
                        Optional.ofNullable(row.getString("charge_bearer")),
                        Optional.ofNullable(row.getString("external_id")),
                        Json.readMetadata(row.getString("metadata")),
                        id(row, "batch_id")
                                .map(
                                        batch ->
                                                new BatchRef(
                                                        batch, BatchTreatment.valueOf(treatment))),
                        row.getTimestamp("created").toInstant());
        var progress =
                new PaymentProgress(
                        row.getObject("date", LocalDate.class),
                        row.getObject("effective_date", LocalDate.class),
                        row.getTimestamp("submission_deadline").toInstant(),
                        PaymentStatus.valueOf(row.getString("status")),
                        Optional.ofNullable(row.getString("status_reason")).map(StatusReason::read),
                        bank,
                        row.getInt("version"),
                        row.getTimestamp("updated").toInstant());
        return reader.read(row, terms, progress);
    }

    /** An id that may be absent. */
    public static Optional<UUID> id(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }
}
