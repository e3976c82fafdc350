package kontor.testbank;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of what is booked on the bank's accounts. */
final class EntryTable {

    /** An account and the day whose statement will show something new on it. */
    record ToState(String iban, LocalDate day) {}

    /** An entry without a file: posted by a user, or from before the sandbox was opened. */
    record Plain(
            String iban,
            LocalDate bookingDate,
            LocalDate valueDate,
            long amountMinor,
            String code,
            UUID postedId,
            String counterparty,
            String counterpartyAccount,
            String remittance,
            boolean structured,
            String endToEndId,
            String mandateReference,
            String returnReason,
            LocalDate statementDate) {}

    void openAccount(Tx tx, String iban, LocalDate before) {
        tx.update(
                        """
                        INSERT INTO testbank.accounts
                            (organization_id, iban, balance_minor, statement_number, stated_until)
                        VALUES (:org, :iban, 0, 0, :before)
                        """)
                .bind("iban", iban)
                .bind("before", before)
                .execute();
    }

    boolean isOpen(Tx tx) {
        return tx.query("SELECT count(*) FROM testbank.accounts WHERE organization_id =" + " :org")
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Empty text means absent. */
    void keep(Tx tx, Plain entry) {
        tx.update(
                        """
                        INSERT INTO testbank.entries (organization_id, iban, booking_date, value_date,
                            amount_minor, code, posted_id, counterparty, counterparty_account, remittance,
                            structured, end_to_end_id, mandate_reference, return_reason, statement_date)
                        VALUES (:org, :iban, :booked, :valued, :amount, :code, :posted,
                            nullif(:counterparty, ''), nullif(:counterpartyAccount, ''), nullif(:remittance, ''),
                            :structured, nullif(:endToEnd, ''), nullif(:mandate, ''), nullif(:reason, ''), :stated)
                        """)
                .bind("iban", entry.iban)
                .bind("booked", entry.bookingDate)
                .bind("valued", entry.valueDate)
                .bind("amount", entry.amountMinor)
                .bind("code", entry.code)
                .bind("posted", entry.postedId)
                .bind("counterparty", entry.counterparty)
                .bind("counterpartyAccount", entry.counterpartyAccount)
                .bind("remittance", entry.remittance)
                .bind("structured", entry.structured)
                .bind("endToEnd", entry.endToEndId)
                .bind("mandate", entry.mandateReference)
                .bind("reason", entry.returnReason)
                .bind("stated", entry.statementDate)
                .execute();
    }

    /**
     * @return the day whose statement shows it
     */
    LocalDate keep(Tx tx, TestBank.Cleared cleared) {
        return tx.query(
                        """
                        INSERT INTO testbank.entries AS entries (organization_id, iban, booking_date, value_date,
                            amount_minor, code, transactions, deposit, end_to_end_id, return_reason, statement_date)
                        VALUES (:org, :iban, :day, :day, :amount, :code, :transactions, :deposit, :endToEnd, :reason,
                            greatest(:day::date, (SELECT a.stated_until + 1 FROM testbank.accounts a
                                WHERE a.organization_id = :org AND a.iban = :iban)))
                        RETURNING statement_date
                        """)
                .bind("iban", cleared.iban())
                .bind("day", cleared.day())
                .bind("amount", cleared.amountMinor())
                .bind("code", cleared.code())
                .bind("transactions", cleared.transactions())
                .bind("deposit", cleared.batch().orElse(null))
                .bind("endToEnd", cleared.endToEndId().orElse(null))
                .bind("reason", cleared.returnReason().orElse(null))
                .mapTo(LocalDate.class)
                .one();
    }

    /** The last closed day of an account. */
    LocalDate statedUntil(Tx tx, String iban) {
        return tx.query(
                        """
                        SELECT stated_until FROM testbank.accounts
                        WHERE organization_id = :org AND iban = :iban
                        """)
                .bind("iban", iban)
                .mapTo(LocalDate.class)
                .one();
    }

    /**
     * Which orders of a file are booked.
     *
     * @param statedFrom the first day whose statement can show it
     */
    record Booking(UUID file, LocalDate day, Which which, LocalDate statedFrom) {

        enum Which {
            /** The groups of the day. */
            ORDINARY,
            /** Those of them that are instant. */
            AT_ONCE,
            /** The orders that were held until the day, one by one. */
            HELD
        }
    }

    /**
     * Books each group as one entry, or each order as one. A payee's account at this bank is
     * credited with one entry for each order.
     */
    List<ToState> book(Tx tx, Booking booking) {
        return tx.query(
                        """
                        WITH groups AS (
                            UPDATE testbank.order_groups SET booked = true
                            WHERE organization_id = :org AND file_id = :file AND refusal IS NULL
                                AND CASE WHEN :which::text = 'HELD' THEN booked
                                    ELSE NOT booked AND execution_date = :day
                                        AND (code LIKE 'PMNT/IRCT/%') = (:which::text = 'AT_ONCE') END
                            RETURNING organization_id, file_id, number, iban, owner_name, code,
                                batch_booking AND :which::text <> 'HELD' AS batch
                        ), due AS (
                            SELECT o.organization_id, o.file_id, g.iban, g.owner_name, g.code, g.batch,
                                o.group_number, o.number, o.amount_minor, o.party_name, o.party_account, o.internal_iban, o.remittance,
                                o.instruction_id, o.end_to_end_id, o.mandate_reference
                            FROM groups g
                            JOIN testbank.orders o ON o.organization_id = g.organization_id
                                AND o.file_id = g.file_id AND o.group_number = g.number AND o.refusal IS NULL
                                AND CASE WHEN :which::text = 'HELD' THEN o.held_until = :day
                                    ELSE o.held_until IS NULL END
                            WHERE o.organization_id = :org AND o.file_id = :file
                        ), batches AS (
                            INSERT INTO testbank.entries AS entries (organization_id, iban, booking_date,
                                value_date, amount_minor, code, file_id, group_number, transactions, statement_date)
                            SELECT d.organization_id, d.iban, :day, :day, sum(d.amount_minor), d.code,
                                d.file_id, d.group_number, count(*), greatest(:stated, a.stated_until + 1)
                            FROM due d
                            JOIN testbank.accounts a ON a.organization_id = d.organization_id AND a.iban = d.iban
                            WHERE d.organization_id = :org AND d.batch
                            GROUP BY d.organization_id, d.file_id, d.group_number, d.iban, d.code, a.stated_until
                            ORDER BY d.group_number
                            RETURNING iban, statement_date
                        ), singles AS (
                            INSERT INTO testbank.entries AS entries (organization_id, iban, booking_date,
                                value_date, amount_minor, code, file_id, group_number, order_number, counterparty,
                                counterparty_account, remittance, instruction_id, end_to_end_id,
                                mandate_reference, statement_date)
                            SELECT d.organization_id, d.iban, :day, :day, d.amount_minor, d.code, d.file_id,
                                d.group_number, d.number, d.party_name, d.party_account, d.remittance,
                                d.instruction_id, d.end_to_end_id, d.mandate_reference,
                                greatest(:stated, a.stated_until + 1)
                            FROM due d
                            JOIN testbank.accounts a ON a.organization_id = d.organization_id AND a.iban = d.iban
                            WHERE d.organization_id = :org AND NOT d.batch
                            ORDER BY d.group_number, d.number
                            RETURNING iban, statement_date
                        ), credited AS (
                            INSERT INTO testbank.entries AS entries (organization_id, iban, booking_date,
                                value_date, amount_minor, code, counterparty, counterparty_account, remittance,
                                end_to_end_id, statement_date)
                            SELECT d.organization_id, d.internal_iban, :day, :day, -d.amount_minor,
                                replace(replace(d.code, '/ICDT/', '/RCDT/'), '/IRCT/', '/RRCT/'),
                                d.owner_name, d.iban, d.remittance, d.end_to_end_id,
                                greatest(:stated, a.stated_until + 1)
                            FROM due d
                            JOIN testbank.accounts a ON a.organization_id = d.organization_id
                                AND a.iban = d.internal_iban
                            WHERE d.organization_id = :org
                            ORDER BY d.group_number, d.number
                            RETURNING iban, statement_date
                        )
                        SELECT iban, statement_date FROM batches
                        UNION SELECT iban, statement_date FROM singles
                        UNION SELECT iban, statement_date FROM credited
                        """)
                .bind("file", booking.file)
                .bind("day", booking.day)
                .bind("which", booking.which.name())
                .bind("stated", booking.statedFrom)
                .map((row, _) -> new ToState(row.getString(1), row.getObject(2, LocalDate.class)))
                .list();
    }

    /**
     * Books back what was returned on a day, one entry per order, with its original amount and what
     * is taken for it.
     */
    List<ToState> bookBack(Tx tx, UUID file, LocalDate day) {
        return tx.query(
                        """
                        WITH entries AS (
                            INSERT INTO testbank.entries AS entries (organization_id, iban, booking_date,
                                value_date, amount_minor, charges_minor, code, return_reason, file_id, group_number, order_number,
                                counterparty, counterparty_account, remittance, instruction_id,
                                end_to_end_id, mandate_reference, statement_date)
                            SELECT o.organization_id, g.iban, :day, :day, -o.amount_minor - o.return_charges_minor, o.return_charges_minor,
                                CASE WHEN o.amount_minor < 0 THEN 'PMNT/ICDT/RRTN' WHEN o.return_reason = 'MD05' THEN 'PMNT/IDDT/PRDD' ELSE 'PMNT/IDDT/UPDD' END,
                                o.return_reason, o.file_id, g.number, o.number, o.party_name, o.party_account,
                                o.remittance, o.instruction_id, o.end_to_end_id, o.mandate_reference,
                                greatest(:day, a.stated_until + 1)
                            FROM testbank.orders o
                            JOIN testbank.order_groups g ON g.organization_id = o.organization_id
                                AND g.file_id = o.file_id AND g.number = o.group_number
                            JOIN testbank.accounts a ON a.organization_id = g.organization_id AND a.iban = g.iban
                            WHERE o.organization_id = :org AND o.file_id = :file AND o.return_date = :day
                                AND o.refusal IS NULL AND g.booked
                            ORDER BY g.number, o.number
                            RETURNING iban, statement_date
                        )
                        SELECT DISTINCT iban, statement_date FROM entries
                        """)
                .bind("file", file)
                .bind("day", day)
                .map((row, _) -> new ToState(row.getString(1), row.getObject(2, LocalDate.class)))
                .list();
    }
}
