package kontor.transactions;

import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.iso20022.TransactionDetails.References;
import org.jspecify.annotations.Nullable;

/**
 * SQL of what entries consist of: kept under the id of their transaction, or of the late details
 * that wait for it.
 */
public final class DetailTable {

    private record Row(UUID transaction, int place, EntryDetail detail) {}

    /**
     * Details of one entry.
     *
     * @param entry the id of its transaction, or of the late details
     * @param before how many details of the entry come before these
     */
    public record Some(UUID entry, long before, List<EntryDetail> details) {}

    /** Adds those that are not there. */
    public void insert(Tx tx, List<Some> entries) {
        var rows = new ArrayList<Row>();
        for (Some some : entries) {
            int place = Math.toIntExact(some.before);
            for (EntryDetail detail : some.details) {
                rows.add(new Row(some.entry, ++place, detail));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO transaction_details (organization_id, transaction_id, place, message_id,
                            servicer_reference, payment_information_id, instruction_id, end_to_end_id,
                            bank_transaction_id, mandate_id, amount_minor, currency, instructed_minor,
                            instructed_currency, counterparty_name, counterparty_account, return_reason,
                            remittance, creditor_references)
                        SELECT :org, u.transaction_id, u.place, u.message_id, u.servicer_reference,
                            u.payment_information_id, u.instruction_id, u.end_to_end_id,
                            u.bank_transaction_id, u.mandate_id, u.amount_minor, u.currency,
                            u.instructed_minor, u.instructed_currency, u.counterparty_name,
                            u.counterparty_account, u.return_reason, u.remittance, u.creditor_references
                        FROM unnest(:transactions::uuid[], :places::int[], :messages::text[],
                            :servicers::text[], :groups::text[], :instructions::text[], :endToEnds::text[],
                            :bankIds::text[], :mandates::text[], :amounts::bigint[], :currencies::text[],
                            :instructed::bigint[], :instructedCurrencies::text[], :names::text[],
                            :accounts::text[], :reasons::text[], :remittances::text[],
                            :creditorReferences::text[])
                            AS u (transaction_id, place, message_id, servicer_reference,
                                payment_information_id, instruction_id, end_to_end_id,
                                bank_transaction_id, mandate_id, amount_minor, currency,
                                instructed_minor, instructed_currency, counterparty_name,
                                counterparty_account, return_reason, remittance, creditor_references)
                        ON CONFLICT (organization_id, transaction_id, place) DO NOTHING
                        """)
                .bind("transactions", rows.stream().map(Row::transaction).toArray(UUID[]::new))
                .bind("places", rows.stream().map(Row::place).toArray(Integer[]::new))
                .bind("messages", text(rows, detail -> detail.references().messageId()))
                .bind("servicers", text(rows, detail -> detail.references().accountServicer()))
                .bind("groups", text(rows, detail -> detail.references().paymentInformationId()))
                .bind("instructions", text(rows, detail -> detail.references().instructionId()))
                .bind("endToEnds", text(rows, detail -> detail.references().endToEndId()))
                .bind("bankIds", text(rows, detail -> detail.references().transactionId()))
                .bind("mandates", text(rows, detail -> detail.references().mandateId()))
                .bind(
                        "amounts",
                        optional(
                                rows,
                                Long[]::new,
                                detail -> detail.amount().map(Money::amountMinor)))
                .bind(
                        "currencies",
                        text(rows, detail -> detail.amount().map(DetailTable::currency)))
                .bind(
                        "instructed",
                        optional(
                                rows,
                                Long[]::new,
                                detail -> detail.instructedAmount().map(Money::amountMinor)))
                .bind(
                        "instructedCurrencies",
                        text(rows, detail -> detail.instructedAmount().map(DetailTable::currency)))
                .bind("names", text(rows, EntryDetail::counterpartyName))
                .bind("accounts", text(rows, EntryDetail::counterpartyAccount))
                .bind("reasons", text(rows, EntryDetail::returnReason))
                .bind("remittances", text(rows, EntryDetail::remittance))
                .bind(
                        "creditorReferences",
                        text(
                                rows,
                                detail ->
                                        Optional.of(
                                                String.join("\n", detail.creditorReferences()))))
                .execute();
    }

    /**
     * Details on their way to the transaction of their entry.
     *
     * @param lateDetails the id under which they wait
     * @param from the place before the first that moves, 0 for the beginning
     * @param to the place of the last one
     */
    public record Move(UUID lateDetails, UUID transaction, long from, long to) {}

    public void delete(Tx tx, Collection<UUID> entries) {
        tx.update(
                        """
                        DELETE FROM transaction_details WHERE organization_id = :org AND transaction_id = ANY (:ids)
                        """)
                .bind("ids", entries.toArray(UUID[]::new))
                .execute();
    }

    public void move(Tx tx, List<Move> moves) {
        tx.update(
                        """
                        UPDATE transaction_details d SET transaction_id = u.transaction
                        FROM unnest(:notified::uuid[], :transactions::uuid[], :froms::bigint[], :tos::bigint[])
                            AS u (notified, transaction, place_from, place_to)
                        WHERE d.organization_id = :org AND d.transaction_id = u.notified
                            AND d.place > u.place_from AND d.place <= u.place_to
                        """)
                .bind("notified", column(moves, UUID[]::new, Move::lateDetails))
                .bind("transactions", column(moves, UUID[]::new, Move::transaction))
                .bind("froms", column(moves, Long[]::new, Move::from))
                .bind("tos", column(moves, Long[]::new, Move::to))
                .execute();
    }

    public Map<UUID, List<EntryDetail>> of(Tx tx, Collection<UUID> transactions) {
        return of(
                tx,
                transactions.stream().map(id -> new Move(id, id, 0, Integer.MAX_VALUE)).toList());
    }

    /** Those that were moved, by transaction. */
    public Map<UUID, List<EntryDetail>> of(Tx tx, List<Move> moves) {
        var details = new HashMap<UUID, List<EntryDetail>>();
        tx.query(
                        """
                        SELECT d.* FROM unnest(:ids::uuid[], :froms::bigint[], :tos::bigint[])
                            AS u (id, place_from, place_to)
                        CROSS JOIN LATERAL (
                            SELECT transaction_id, place, message_id, servicer_reference, payment_information_id,
                                instruction_id, end_to_end_id, bank_transaction_id, mandate_id, amount_minor,
                                currency, instructed_minor, instructed_currency, counterparty_name,
                                counterparty_account, return_reason, remittance, creditor_references
                            FROM transaction_details
                            WHERE organization_id = :org AND transaction_id = u.id
                                AND place > u.place_from AND place <= u.place_to OFFSET 0) AS d
                        ORDER BY d.transaction_id, d.place
                        """)
                .bind("ids", column(moves, UUID[]::new, Move::transaction))
                .bind("froms", column(moves, Long[]::new, Move::from))
                .bind("tos", column(moves, Long[]::new, Move::to))
                .map(
                        (row, _) ->
                                new Row(
                                        row.getObject("transaction_id", UUID.class),
                                        row.getInt("place"),
                                        detail(row)))
                .forEach(
                        row ->
                                details.computeIfAbsent(row.transaction, _ -> new ArrayList<>())
                                        .add(row.detail));
        return details;
    }

    private static EntryDetail detail(ResultSet row) throws SQLException {
        String references = row.getString("creditor_references");
        return new EntryDetail(
                new References(
                        text(row, "message_id"),
                        text(row, "servicer_reference"),
                        text(row, "payment_information_id"),
                        text(row, "instruction_id"),
                        text(row, "end_to_end_id"),
                        text(row, "bank_transaction_id"),
                        text(row, "mandate_id")),
                money(row, "amount_minor", "currency"),
                money(row, "instructed_minor", "instructed_currency"),
                text(row, "counterparty_name"),
                text(row, "counterparty_account"),
                text(row, "return_reason"),
                text(row, "remittance"),
                references.isEmpty() ? List.of() : List.of(references.split("\n")));
    }

    private static Optional<Money> money(ResultSet row, String minor, String currency)
            throws SQLException {
        long amount = row.getLong(minor);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(Money.of(amount, row.getString(currency)));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static String currency(Money money) {
        return money.currency().code();
    }

    private static @Nullable String[] text(
            List<Row> rows, Function<EntryDetail, Optional<String>> value) {
        return optional(rows, String[]::new, value);
    }

    private static <T> @Nullable T[] optional(
            List<Row> rows,
            IntFunction<@Nullable T[]> array,
            Function<EntryDetail, Optional<T>> value) {
        return rows.stream().map(row -> value.apply(row.detail).orElse(null)).toArray(array);
    }
}
