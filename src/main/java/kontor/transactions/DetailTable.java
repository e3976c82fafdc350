package kontor.transactions;

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

/** SQL of what entries consist of. */
final class DetailTable {

    private record Row(UUID transaction, int place, EntryDetail detail) {}

    void insert(Tx tx, List<EntryRow> entries) {
        var rows = new ArrayList<Row>();
        for (EntryRow entry : entries) {
            int place = 0;
            for (EntryDetail detail : entry.booked().details()) {
                rows.add(new Row(entry.transaction().id(), ++place, detail));
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        tx.sql().createUpdate("""
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
                        """)
                .bind("org", tx.organization().value())
                .bind("transactions", rows.stream().map(Row::transaction).toArray(UUID[]::new))
                .bind("places", rows.stream().map(Row::place).toArray(Integer[]::new))
                .bind("messages", text(rows, detail -> detail.references().messageId()))
                .bind("servicers", text(rows, detail -> detail.references().accountServicer()))
                .bind("groups", text(rows, detail -> detail.references().paymentInformationId()))
                .bind("instructions", text(rows, detail -> detail.references().instructionId()))
                .bind("endToEnds", text(rows, detail -> detail.references().endToEndId()))
                .bind("bankIds", text(rows, detail -> detail.references().transactionId()))
                .bind("mandates", text(rows, detail -> detail.references().mandateId()))
                .bind("amounts", column(rows, Long[]::new, detail -> detail.amount().map(Money::amountMinor)))
                .bind("currencies", text(rows, detail -> detail.amount().map(DetailTable::currency)))
                .bind("instructed",
                        column(rows, Long[]::new, detail -> detail.instructedAmount().map(Money::amountMinor)))
                .bind("instructedCurrencies",
                        text(rows, detail -> detail.instructedAmount().map(DetailTable::currency)))
                .bind("names", text(rows, EntryDetail::counterpartyName))
                .bind("accounts", text(rows, EntryDetail::counterpartyAccount))
                .bind("reasons", text(rows, EntryDetail::returnReason))
                .bind("remittances", text(rows, EntryDetail::remittance))
                .bind("creditorReferences",
                        text(rows, detail -> Optional.of(String.join("\n", detail.creditorReferences()))))
                .execute();
    }

    Map<UUID, List<EntryDetail>> of(Tx tx, Collection<UUID> transactions) {
        var details = new HashMap<UUID, List<EntryDetail>>();
        tx.sql().createQuery("""
                        SELECT transaction_id, place, message_id, servicer_reference, payment_information_id,
                            instruction_id, end_to_end_id, bank_transaction_id, mandate_id, amount_minor,
                            currency, instructed_minor, instructed_currency, counterparty_name,
                            counterparty_account, return_reason, remittance, creditor_references
                        FROM transaction_details
                        WHERE organization_id = :org AND transaction_id = ANY (:ids)
                        ORDER BY transaction_id, place
                        """)
                .bind("org", tx.organization().value())
                .bind("ids", transactions.toArray(UUID[]::new))
                .map((row, _) -> new Row(row.getObject("transaction_id", UUID.class), row.getInt("place"),
                        detail(row)))
                .forEach(row -> details.computeIfAbsent(row.transaction, _ -> new ArrayList<>()).add(row.detail));
        return details;
    }

    private static EntryDetail detail(ResultSet row) throws SQLException {
        String references = row.getString("creditor_references");
        return new EntryDetail(
                new References(text(row, "message_id"), text(row, "servicer_reference"),
                        text(row, "payment_information_id"), text(row, "instruction_id"),
                        text(row, "end_to_end_id"), text(row, "bank_transaction_id"), text(row, "mandate_id")),
                money(row, "amount_minor", "currency"), money(row, "instructed_minor", "instructed_currency"),
                text(row, "counterparty_name"), text(row, "counterparty_account"), text(row, "return_reason"),
                text(row, "remittance"), references.isEmpty() ? List.of() : List.of(references.split("\n")));
    }

    private static Optional<Money> money(ResultSet row, String minor, String currency) throws SQLException {
        long amount = row.getLong(minor);
        return row.wasNull() ? Optional.empty() : Optional.of(Money.of(amount, row.getString(currency)));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static String currency(Money money) {
        return money.currency().code();
    }

    private static @Nullable String[] text(List<Row> rows, Function<EntryDetail, Optional<String>> value) {
        return column(rows, String[]::new, value);
    }

    private static <T> @Nullable T[] column(List<Row> rows, IntFunction<@Nullable T[]> array,
            Function<EntryDetail, Optional<T>> value) {
        return rows.stream().map(row -> value.apply(row.detail).orElse(null)).toArray(array);
    }
}
