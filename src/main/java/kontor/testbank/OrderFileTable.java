package kontor.testbank;

import static kontor.db.Columns.column;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

    void keepGroups(Tx tx, UUID file, List<Group> groups) {
        if (groups.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO testbank.order_groups (organization_id, file_id, number,
                            payment_information_id, iban, owner_name, code, execution_date, moved,
                            batch_booking, refusal)
                        SELECT :org, :file, u.number, u.information, u.iban, u.owner, u.code, u.day, u.moved,
                            u.batch, u.refusal
                        FROM unnest(:numbers::int[], :informations::text[], :ibans::text[], :owners::text[],
                            :codes::text[], :days::date[], :moveds::bool[], :batches::bool[], :refusals::text[])
                            AS u (number, information, iban, owner, code, day, moved, batch, refusal)
                        """)
                .bind("file", file)
                .bind("numbers", column(groups, Integer[]::new, Group::number))
                .bind(
                        "informations",
                        column(groups, String[]::new, one -> one.group.paymentInformationId()))
                .bind("ibans", column(groups, String[]::new, one -> one.group.iban()))
                .bind("owners", column(groups, String[]::new, one -> one.group.owner()))
                .bind("codes", column(groups, String[]::new, one -> one.group.code()))
                .bind(
                        "days",
                        column(
                                groups,
                                String[]::new,
                                one -> one.group.execution().day().toString()))
                .bind(
                        "moveds",
                        column(groups, Boolean[]::new, one -> one.group.execution().moved()))
                .bind("batches", column(groups, Boolean[]::new, Group::batchBooking))
                .bind("refusals", column(groups, String[]::new, one -> one.refusal.orElse(null)))
                .execute();
    }

    void keepOrders(Tx tx, UUID file, List<Judged> orders) {
        if (orders.isEmpty()) {
            return;
        }
        tx.update(
                        """
                        INSERT INTO testbank.orders (organization_id, file_id, group_number, number,
                            instruction_id, end_to_end_id, amount_minor, mandate_reference, party_name,
                            party_account, internal_iban, remittance, refusal, late_refusal, held_until,
                            return_reason, return_date, creditor, original_creditor, original_reference,
                            original_account)
                        SELECT :org, :file, u.group_number, u.number, u.instruction, u.end_to_end, u.amount,
                            u.mandate, u.party, u.account, u.internal, u.remittance, u.refusal, u.late, u.held,
                            u.reason, u.day, u.creditor, u.original_creditor, u.original_reference,
                            u.original_account
                        FROM unnest(:groups::int[], :numbers::int[], :instructions::text[],
                            :endToEnds::text[], :amounts::bigint[], :mandates::text[], :parties::text[],
                            :accounts::text[], :internals::text[], :remittances::text[], :refusals::text[],
                            :lates::text[], :helds::date[], :reasons::text[], :days::date[],
                            :creditors::text[], :originalCreditors::text[], :originalReferences::text[],
                            :originalAccounts::text[])
                            AS u (group_number, number, instruction, end_to_end, amount, mandate, party,
                                account, internal, remittance, refusal, late, held, reason, day, creditor,
                                original_creditor, original_reference, original_account)
                        """)
                .bind("file", file)
                .bind("groups", column(orders, Integer[]::new, Judged::group))
                .bind("numbers", column(orders, Integer[]::new, Judged::number))
                .bind(
                        "instructions",
                        column(
                                orders,
                                String[]::new,
                                one -> one.order.instructionId().orElse(null)))
                .bind("endToEnds", column(orders, String[]::new, one -> one.order.endToEndId()))
                .bind(
                        "amounts",
                        column(orders, Long[]::new, one -> one.order.amount().amountMinor()))
                .bind(
                        "mandates",
                        column(orders, String[]::new, consent(BankOrder.Consent::reference)))
                .bind("parties", column(orders, String[]::new, one -> one.order.party()))
                .bind("accounts", column(orders, String[]::new, one -> one.order.account()))
                .bind(
                        "internals",
                        column(orders, String[]::new, one -> one.order.internalIban().orElse(null)))
                .bind(
                        "remittances",
                        column(
                                orders,
                                String[]::new,
                                one -> one.order.remittanceText().orElse(null)))
                .bind(
                        "refusals",
                        column(orders, String[]::new, one -> one.result.refusal().orElse(null)))
                .bind(
                        "lates",
                        column(orders, String[]::new, one -> one.result.lateRefusal().orElse(null)))
                .bind(
                        "helds",
                        column(
                                orders,
                                String[]::new,
                                one ->
                                        one.result
                                                .heldUntil()
                                                .map(LocalDate::toString)
                                                .orElse(null)))
                .bind(
                        "reasons",
                        column(
                                orders,
                                String[]::new,
                                one ->
                                        one.result
                                                .comesBack()
                                                .map(OrderResult.Return::reason)
                                                .orElse(null)))
                .bind(
                        "days",
                        column(
                                orders,
                                String[]::new,
                                one ->
                                        one.result
                                                .comesBack()
                                                .map(back -> back.day().toString())
                                                .orElse(null)))
                .bind(
                        "creditors",
                        column(orders, String[]::new, consent(BankOrder.Consent::creditor)))
                .bind(
                        "originalCreditors",
                        column(
                                orders,
                                String[]::new,
                                consent(mandate -> mandate.originalCreditor().orElse(null))))
                .bind(
                        "originalReferences",
                        column(
                                orders,
                                String[]::new,
                                consent(mandate -> mandate.originalReference().orElse(null))))
                .bind(
                        "originalAccounts",
                        column(
                                orders,
                                String[]::new,
                                consent(mandate -> mandate.originalAccount().orElse(null))))
                .execute();
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
