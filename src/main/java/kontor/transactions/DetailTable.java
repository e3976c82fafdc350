package kontor.transactions;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static kontor.db.Columns.column;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Money;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import kontor.iso20022.TransactionDetails.References;

/**
 * SQL of what entries consist of: kept under the id of their transaction, or of the late details
 * that wait for it.
 */
public final class DetailTable {

    private record Row(UUID transaction, int place, EntryDetail detail) {

        References references() {
            return detail.references();
        }
    }

    /**
     * Details of one entry.
     *
     * @param entry the id of its transaction, or of the late details
     * @param before how many details of the entry come before these
     */
    public record Some(UUID entry, long before, List<EntryDetail> details) {}

    private static final Rows<Row> NEW =
            Rows.of(
                    Column.id("transaction_id", Row::transaction),
                    Column.number("place", Row::place),
                    Column.optionalText("message_id", row -> row.references().messageId()),
                    Column.optionalText(
                            "servicer_reference", row -> row.references().accountServicer()),
                    Column.optionalText(
                            "payment_information_id",
                            row -> row.references().paymentInformationId()),
                    Column.optionalText("instruction_id", row -> row.references().instructionId()),
                    Column.optionalText("end_to_end_id", row -> row.references().endToEndId()),
                    Column.optionalText(
                            "bank_transaction_id", row -> row.references().transactionId()),
                    Column.optionalText("mandate_id", row -> row.references().mandateId()),
                    Column.optionalBig(
                            "amount_minor", row -> row.detail.amount().map(Money::amountMinor)),
                    Column.optionalText(
                            "currency", row -> row.detail.amount().map(DetailTable::currency)),
                    Column.optionalBig(
                            "instructed_minor",
                            row -> row.detail.instructedAmount().map(Money::amountMinor)),
                    Column.optionalText(
                            "instructed_currency",
                            row -> row.detail.instructedAmount().map(DetailTable::currency)),
                    Column.optionalText("counterparty_name", row -> row.detail.counterpartyName()),
                    Column.optionalText(
                            "counterparty_account", row -> row.detail.counterpartyAccount()),
                    Column.optionalText("return_reason", row -> row.detail.returnReason()),
                    Column.optionalText("remittance", row -> row.detail.remittance()),
                    Column.text(
                            "creditor_references",
                            row -> String.join("\n", row.detail.creditorReferences())),
                    Column.text("facts", row -> row.detail.facts()));

    private static final String INSERT =
            NEW.insert(
                    """
                    INSERT INTO transaction_details (organization_id, %s)
                    SELECT :org, %s
                    FROM %s
                    ON CONFLICT (organization_id, transaction_id, place) DO NOTHING
                    """);

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
        NEW.bound(tx.update(INSERT), rows).execute();
    }

    /**
     * Details on their way to the transaction of their entry.
     *
     * @param lateDetails the id under which they wait
     * @param from the place before the first that moves, 0 for the beginning
     * @param to the place of the last one
     * @param all how many there are
     */
    public record Move(UUID lateDetails, UUID transaction, long from, long to, long all) {

        /** Where they go, by the id under which they wait. */
        public static Map<UUID, UUID> transactions(List<Move> moves) {
            return moves.stream().collect(toMap(Move::lateDetails, Move::transaction));
        }

        /** Transactions to which not all of their details move at once. */
        public static Set<UUID> inPart(List<Move> moves) {
            return moves.stream()
                    .filter(one -> one.from > 0 || one.to < one.all)
                    .map(Move::transaction)
                    .collect(toSet());
        }
    }

    public void delete(Tx tx, Collection<UUID> entries) {
        tx.update(
                        """
                        DELETE FROM transaction_details WHERE organization_id = :org AND transaction_id = ANY (:ids)
                        """)
                .bind("ids", entries.toArray(UUID[]::new))
                .execute();
    }

    private static final Rows<Move> CHANGED =
            Rows.of(
                    Column.id("notified", Move::lateDetails).asKey(),
                    Column.big("place_from", Move::from).asKey(),
                    Column.big("place_to", Move::to).asKey(),
                    Column.id("transaction_id", Move::transaction));

    private static final String UPDATE =
            CHANGED.update(
                    """
                    UPDATE transaction_details d SET %s
                    FROM %s
                    WHERE d.organization_id = :org AND d.transaction_id = u.notified
                        AND d.place > u.place_from AND d.place <= u.place_to
                    """);

    public void move(Tx tx, List<Move> moves) {
        CHANGED.bound(tx.update(UPDATE), moves).execute();
    }

    /** A detail and its place among those of its transaction, from 1; places may be missing. */
    record Placed(int place, EntryDetail detail) {}

    /** The details behind a place, in their order. */
    List<Placed> behind(Tx tx, UUID transaction, int place, int limit) {
        return tx.query(
                        """
                        SELECT transaction_id, place, message_id, servicer_reference, payment_information_id,
                            instruction_id, end_to_end_id, bank_transaction_id, mandate_id, amount_minor,
                            currency, instructed_minor, instructed_currency, counterparty_name,
                            counterparty_account, return_reason, remittance, creditor_references, facts
                        FROM transaction_details
                        WHERE organization_id = :org AND transaction_id = :id AND place > :place
                        ORDER BY place
                        LIMIT :limit
                        """)
                .bind("id", transaction)
                .bind("place", place)
                .bind("limit", limit)
                .map((row, _) -> new Placed(row.getInt("place"), detail(row)))
                .list();
    }

    public Map<UUID, List<EntryDetail>> of(Tx tx, Collection<UUID> transactions) {
        return of(
                tx,
                transactions.stream()
                        .map(id -> new Move(id, id, 0, Integer.MAX_VALUE, Integer.MAX_VALUE))
                        .toList());
    }

    /** Those that were moved, by transaction. */
    public Map<UUID, List<EntryDetail>> of(Tx tx, List<Move> moves) {
        if (moves.isEmpty()) {
            return Map.of();
        }
        var details = new HashMap<UUID, List<EntryDetail>>();
        tx.query(
                        """
                        SELECT d.* FROM unnest(:ids::uuid[], :froms::bigint[], :tos::bigint[])
                            AS u (id, place_from, place_to)
                        CROSS JOIN LATERAL (
                            SELECT transaction_id, place, message_id, servicer_reference, payment_information_id,
                                instruction_id, end_to_end_id, bank_transaction_id, mandate_id, amount_minor,
                                currency, instructed_minor, instructed_currency, counterparty_name,
                                counterparty_account, return_reason, remittance, creditor_references, facts
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
                references.isEmpty() ? List.of() : List.of(references.split("\n")),
                row.getString("facts"));
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
}
