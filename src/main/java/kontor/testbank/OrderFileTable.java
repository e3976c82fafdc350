package kontor.testbank;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.db.Column;
import kontor.db.Rows;
import kontor.db.Tx;
import org.jspecify.annotations.Nullable;

/** SQL of the groups and orders of received files. */
final class OrderFileTable {

    /**
     * A group with the bank's decision.
     *
     * @param number counts the groups of its file, from 1
     * @param batchBooking it is booked as one entry
     * @param refusal reason code when the whole group is refused
     */
    record Group(int number, OrderGroup group, boolean batchBooking, Optional<String> refusal) {}

    /**
     * An order with the bank's decision.
     *
     * @param group the number of its group
     * @param number counts the orders of its group, from 1
     */
    record Judged(int group, int number, BankOrder order, OrderResult result) {}

    private static final Rows<Group> GROUPS =
            Rows.of(
                    Column.number("number", Group::number),
                    Column.text("payment_information_id", one -> one.group.paymentInformationId()),
                    Column.text("iban", one -> one.group.iban()),
                    Column.text("owner_name", one -> one.group.owner()),
                    Column.text("code", one -> one.group.code()),
                    Column.date("execution_date", one -> one.group.execution().day()),
                    Column.flag("moved", one -> one.group.execution().moved()),
                    Column.flag("batch_booking", Group::batchBooking),
                    Column.optionalText("refusal", one -> one.refusal));

    private static final String INSERT_GROUPS =
            GROUPS.insert(
                    """
                    INSERT INTO testbank.order_groups (organization_id, %s, file_id)
                    SELECT :org, %s, :file
                    FROM %s
                    """);

    void keepGroups(Tx tx, UUID file, List<Group> groups) {
        if (groups.isEmpty()) {
            return;
        }
        GROUPS.bound(tx.update(INSERT_GROUPS), groups).bind("file", file).execute();
    }

    private static final Rows<Judged> ORDERS =
            Rows.of(
                    Column.number("group_number", Judged::group),
                    Column.number("number", Judged::number),
                    Column.optionalText("instruction_id", one -> one.order.instructionId()),
                    Column.text("end_to_end_id", one -> one.order.endToEndId()),
                    Column.big("amount_minor", one -> one.order.amount().amountMinor()),
                    Column.text("mandate_reference", consent(BankOrder.Consent::reference)),
                    Column.text("party_name", one -> one.order.party()),
                    Column.text("party_account", one -> one.order.account()),
                    Column.optionalText("internal_iban", one -> one.order.internalIban()),
                    Column.optionalText("remittance", one -> one.order.remittanceText()),
                    Column.optionalText("refusal", one -> one.result.refusal()),
                    Column.optionalText("late_refusal", one -> one.result.lateRefusal()),
                    Column.optionalDate("held_until", one -> one.result.heldUntil()),
                    Column.optionalText(
                            "return_reason",
                            one -> one.result.comesBack().map(OrderResult.Return::reason)),
                    Column.optionalDate(
                            "return_date",
                            one -> one.result.comesBack().map(OrderResult.Return::day)),
                    Column.big(
                            "return_charges_minor",
                            one ->
                                    one.result
                                            .comesBack()
                                            .map(OrderResult.Return::chargesMinor)
                                            .orElse(0L)),
                    Column.text("creditor", consent(BankOrder.Consent::creditor)),
                    Column.text(
                            "original_creditor",
                            consent(told -> told.originalCreditor().orElse(null))),
                    Column.text(
                            "original_reference",
                            consent(told -> told.originalReference().orElse(null))),
                    Column.text(
                            "original_account",
                            consent(told -> told.originalAccount().orElse(null))));

    private static final String INSERT_ORDERS =
            ORDERS.insert(
                    """
                    INSERT INTO testbank.orders (organization_id, %s, file_id)
                    SELECT :org, %s, :file
                    FROM %s
                    """);

    void keepOrders(Tx tx, UUID file, List<Judged> orders) {
        if (orders.isEmpty()) {
            return;
        }
        ORDERS.bound(tx.update(INSERT_ORDERS), orders).bind("file", file).execute();
    }

    private static Function<Judged, @Nullable String> consent(
            Function<BankOrder.Consent, @Nullable String> value) {
        return one -> one.order.consent().map(value).orElse(null);
    }

    /** Deletes the orders of a file that is refused as a whole. */
    void forgetOrders(Tx tx, UUID file) {
        tx.update(
                        """
                        DELETE FROM testbank.orders WHERE organization_id = :org AND file_id = :file
                        """)
                .bind("file", file)
                .execute();
    }

    /**
     * Refuses the orders that are to be refused on the morning of a day.
     *
     * @return the IBANs of the accounts whose orders they are
     */
    List<String> refuseLate(Tx tx, UUID file, LocalDate day) {
        return tx.query(
                        """
                        WITH refused AS (
                            UPDATE testbank.orders o SET refusal = o.late_refusal
                            FROM testbank.order_groups g
                            WHERE o.organization_id = :org AND o.file_id = :file
                                AND o.refusal IS NULL AND o.late_refusal IS NOT NULL
                                AND g.organization_id = o.organization_id AND g.file_id = o.file_id
                                AND g.number = o.group_number
                                AND coalesce(o.held_until, g.execution_date) = :day AND g.refusal IS NULL
                            RETURNING g.iban
                        )
                        SELECT DISTINCT iban FROM refused
                        """)
                .bind("file", file)
                .bind("day", day)
                .mapTo(String.class)
                .list();
    }
}
