package kontor.testbank;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the statements that the bank issues. */
final class BankStatementTable {

    private static final int FETCH = 1_000;

    /** Of a deposit of a clearing house: nobody tells what is in it. */
    private static final UUID NO_FILE = new UUID(0, 0);

    /** A statement that was just closed. */
    record Closed(int number, long openingMinor, long closingMinor) {}

    /**
     * One entry of a statement, or an order that waits to be booked.
     *
     * @param reference the bank's own, once it is booked
     * @param chargesMinor what its amount contains of charges, without sign
     * @param group of the file it comes from, where it comes from one
     * @param batch it books a whole group, whose orders are read apart
     * @param one the transaction behind it, empty for a batch
     */
    record Entry(
            Optional<String> reference,
            Optional<LocalDate> bookingDate,
            LocalDate valueDate,
            long amountMinor,
            String code,
            Optional<String> returnReason,
            long chargesMinor,
            Optional<Group> group,
            boolean batch,
            int transactions,
            Line one) {

        boolean isBooked() {
            return reference.isPresent();
        }
    }

    record Group(
            UUID file, int number, String messageId, String paymentInformationId, String code) {}

    /** One transaction of an entry. */
    record Line(
            long amountMinor,
            Optional<String> instructionId,
            Optional<String> endToEndId,
            Optional<String> mandateReference,
            Optional<String> counterparty,
            Optional<String> counterpartyAccount,
            Optional<String> remittance,
            boolean structured) {}

    /**
     * Closes the day of an account; empty when nothing was booked and it had a statement before.
     */
    Optional<Closed> close(Tx tx, String iban, LocalDate day) {
        return tx.query(
                        """
                        WITH stated AS (
                            UPDATE testbank.entries e SET statement_number = a.statement_number + 1
                            FROM testbank.accounts a
                            WHERE e.organization_id = :org AND e.iban = :iban AND e.statement_date <= :day
                                AND e.statement_number IS NULL
                                AND a.organization_id = :org AND a.iban = :iban
                            RETURNING e.amount_minor
                        ), booked AS (
                            SELECT coalesce(sum(amount_minor), 0)::bigint AS sum_minor, count(*) AS entries
                            FROM stated
                        )
                        UPDATE testbank.accounts a
                        SET balance_minor = a.balance_minor + b.sum_minor,
                            statement_number = a.statement_number + 1,
                            stated_until = greatest(a.stated_until, :day)
                        FROM booked b
                        WHERE a.organization_id = :org AND a.iban = :iban
                            AND (b.entries > 0 OR a.statement_number = 0)
                        RETURNING a.statement_number, a.balance_minor - b.sum_minor, a.balance_minor
                        """)
                .bind("iban", iban)
                .bind("day", day)
                .map((row, _) -> new Closed(row.getInt(1), row.getLong(2), row.getLong(3)))
                .findOne();
    }

    /** Streams the entries; other statements may run on the transaction meanwhile. */
    void entries(Tx tx, String iban, int statement, Consumer<Entry> reader) {
        try (var entries =
                tx
                        .sql()
                        .createQuery(
                                """
                                SELECT 'ATLR' || e.id AS reference, e.booking_date, e.value_date, e.amount_minor, e.code, e.return_reason, e.charges_minor,
                                    CASE WHEN e.deposit IS NULL OR e.end_to_end_id IS NOT NULL THEN e.file_id ELSE :none END AS file_id,
                                    e.group_number, e.order_number IS NULL AND e.file_id IS NOT NULL
                                        OR e.deposit IS NOT NULL AND e.end_to_end_id IS NULL AS batch,
                                    e.transactions, coalesce(f.message_id, e.deposit) AS message_id,
                                    coalesce(g.payment_information_id, e.deposit) AS payment_information_id,
                                    coalesce(g.code, e.code) AS group_code, e.instruction_id, e.end_to_end_id,
                                    e.mandate_reference, e.counterparty, e.counterparty_account, e.remittance,
                                    e.structured
                                FROM testbank.entries e
                                LEFT JOIN testbank.received_files f ON f.organization_id = e.organization_id
                                    AND f.id = e.file_id
                                LEFT JOIN testbank.order_groups g ON g.organization_id = e.organization_id
                                    AND g.file_id = e.file_id AND g.number = e.group_number
                                WHERE e.organization_id = :org AND e.iban = :iban AND e.statement_number = :number
                                ORDER BY e.id
                                """)
                        .setFetchSize(FETCH)
                        .bind("org", tx.organization().value())
                        .bind("iban", iban)
                        .bind("number", statement)
                        .bind("none", NO_FILE)
                        .map((row, _) -> entry(row))
                        .stream()) {
            entries.forEach(reader);
        }
    }

    static Entry entry(ResultSet row) throws SQLException {
        @Nullable UUID file = row.getObject("file_id", UUID.class);
        Optional<Group> group =
                file == null
                        ? Optional.empty()
                        : Optional.of(
                                new Group(
                                        file,
                                        row.getInt("group_number"),
                                        row.getString("message_id"),
                                        row.getString("payment_information_id"),
                                        row.getString("group_code")));
        @Nullable LocalDate booked = row.getObject("booking_date", LocalDate.class);
        return new Entry(
                text(row, "reference"),
                Optional.ofNullable(booked),
                row.getObject("value_date", LocalDate.class),
                row.getLong("amount_minor"),
                row.getString("code"),
                text(row, "return_reason"),
                row.getLong("charges_minor"),
                group,
                row.getBoolean("batch"),
                row.getInt("transactions"),
                line(row));
    }

    /** Streams the orders that a batch entry books. */
    void batch(Tx tx, Group group, Consumer<Line> reader) {
        try (var lines =
                tx
                        .sql()
                        .createQuery(
                                """
                                SELECT amount_minor, instruction_id, end_to_end_id, mandate_reference,
                                    party_name AS counterparty, party_account AS counterparty_account, remittance,
                                    false AS structured
                                FROM testbank.orders
                                WHERE organization_id = :org AND file_id = :file AND group_number = :group
                                    AND refusal IS NULL AND held_until IS NULL
                                ORDER BY number
                                """)
                        .setFetchSize(FETCH)
                        .bind("org", tx.organization().value())
                        .bind("file", group.file)
                        .bind("group", group.number)
                        .map((row, _) -> line(row))
                        .stream()) {
            lines.forEach(reader);
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("amount_minor"),
                text(row, "instruction_id"),
                text(row, "end_to_end_id"),
                text(row, "mandate_reference"),
                text(row, "counterparty"),
                text(row, "counterparty_account"),
                text(row, "remittance"),
                row.getBoolean("structured"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return Optional.ofNullable(text);
    }
}
