package kontor.testbank;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of what is booked on the bank's accounts. */
final class EntryTable {

    /** An account and the day whose statement will show something new on it. */
    record ToState(String iban, LocalDate day) {}

    /** An entry that rests on no file: posted by a user, or from before the sandbox began. */
    record Plain(String iban, LocalDate bookingDate, LocalDate valueDate, long amountMinor, String code,
            UUID postedId, String counterparty, String counterpartyIban, String remittance,
            String endToEndId, String mandateReference, String returnReason, LocalDate statementDate) {}

    void openAccount(Tx tx, String iban, LocalDate before) {
        tx.sql().createUpdate("""
                        INSERT INTO testbank.accounts
                            (organization_id, iban, balance_minor, statement_number, stated_until)
                        VALUES (:org, :iban, 0, 0, :before)
                        """)
                .bind("org", tx.organization().value())
                .bind("iban", iban)
                .bind("before", before)
                .execute();
    }

    boolean isOpen(Tx tx) {
        return tx.sql().createQuery("SELECT count(*) FROM testbank.accounts WHERE organization_id = :org")
                .bind("org", tx.organization().value())
                .mapTo(Long.class).one() > 0;
    }

    /** Empty text means absent. */
    void keep(Tx tx, Plain entry) {
        tx.sql().createUpdate("""
                        INSERT INTO testbank.entries (organization_id, iban, booking_date, value_date,
                            amount_minor, code, posted_id, counterparty, counterparty_iban, remittance,
                            end_to_end_id, mandate_reference, return_reason, statement_date)
                        VALUES (:org, :iban, :booked, :valued, :amount, :code, :posted,
                            nullif(:counterparty, ''), nullif(:counterpartyIban, ''), nullif(:remittance, ''),
                            nullif(:endToEnd, ''), nullif(:mandate, ''), nullif(:reason, ''), :stated)
                        """)
                .bind("org", tx.organization().value())
                .bind("iban", entry.iban)
                .bind("booked", entry.bookingDate)
                .bind("valued", entry.valueDate)
                .bind("amount", entry.amountMinor)
                .bind("code", entry.code)
                .bind("posted", entry.postedId)
                .bind("counterparty", entry.counterparty)
                .bind("counterpartyIban", entry.counterpartyIban)
                .bind("remittance", entry.remittance)
                .bind("endToEnd", entry.endToEndId)
                .bind("mandate", entry.mandateReference)
                .bind("reason", entry.returnReason)
                .bind("stated", entry.statementDate)
                .execute();
    }

    /** The last closed day of an account. */
    LocalDate statedUntil(Tx tx, String iban) {
        return tx.sql().createQuery("""
                        SELECT stated_until FROM testbank.accounts
                        WHERE organization_id = :org AND iban = :iban
                        """)
                .bind("org", tx.organization().value())
                .bind("iban", iban)
                .mapTo(LocalDate.class).one();
    }

    /** Credits what a file collects on a day: one entry per group, or one per collection. */
    List<ToState> book(Tx tx, UUID file, LocalDate day) {
        return tx.sql().createQuery("""
                        WITH due AS (
                            UPDATE testbank.collection_groups SET booked = true
                            WHERE organization_id = :org AND file_id = :file AND collection_date = :day
                                AND refusal IS NULL AND NOT booked
                            RETURNING number, iban, scheme, batch_booking
                        ), batches AS (
                            INSERT INTO testbank.entries (organization_id, iban, booking_date, value_date,
                                amount_minor, code, file_id, group_number, transactions, statement_date)
                            SELECT :org, d.iban, :day, :day, sum(c.amount_minor),
                                CASE d.scheme WHEN 'B2B' THEN 'PMNT/IDDT/BBDD' ELSE 'PMNT/IDDT/ESDD' END,
                                :file, d.number, count(*), greatest(:day, a.stated_until + 1)
                            FROM due d
                            JOIN testbank.accounts a ON a.organization_id = :org AND a.iban = d.iban
                            JOIN testbank.collections c ON c.organization_id = :org AND c.file_id = :file
                                AND c.group_number = d.number AND c.refusal IS NULL
                            WHERE d.batch_booking
                            GROUP BY d.number, d.iban, d.scheme, a.stated_until
                            ORDER BY d.number
                            RETURNING iban, statement_date
                        ), singles AS (
                            INSERT INTO testbank.entries (organization_id, iban, booking_date, value_date,
                                amount_minor, code, file_id, group_number, collection, counterparty,
                                counterparty_iban, remittance, instruction_id, end_to_end_id,
                                mandate_reference, statement_date)
                            SELECT :org, d.iban, :day, :day, c.amount_minor,
                                CASE d.scheme WHEN 'B2B' THEN 'PMNT/IDDT/BBDD' ELSE 'PMNT/IDDT/ESDD' END,
                                :file, d.number, c.number, c.debtor_name, c.debtor_iban, c.remittance,
                                c.instruction_id, c.end_to_end_id, c.mandate_reference,
                                greatest(:day, a.stated_until + 1)
                            FROM due d
                            JOIN testbank.accounts a ON a.organization_id = :org AND a.iban = d.iban
                            JOIN testbank.collections c ON c.organization_id = :org AND c.file_id = :file
                                AND c.group_number = d.number AND c.refusal IS NULL
                            WHERE NOT d.batch_booking
                            ORDER BY d.number, c.number
                            RETURNING iban, statement_date
                        )
                        SELECT iban, statement_date FROM batches UNION SELECT iban, statement_date FROM singles
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .bind("day", day)
                .map((row, _) -> new ToState(row.getString(1), row.getObject(2, LocalDate.class)))
                .list();
    }

    /** Takes back what was returned on a day, one entry per collection, with its original amount. */
    List<ToState> takeBack(Tx tx, UUID file, LocalDate day) {
        return tx.sql().createQuery("""
                        WITH entries AS (
                            INSERT INTO testbank.entries (organization_id, iban, booking_date, value_date,
                                amount_minor, code, return_reason, file_id, group_number, collection,
                                counterparty, counterparty_iban, remittance, instruction_id,
                                end_to_end_id, mandate_reference, statement_date)
                            SELECT :org, g.iban, :day, :day, -c.amount_minor, 'PMNT/IDDT/UPDD',
                                c.return_reason, :file, g.number, c.number, c.debtor_name, c.debtor_iban,
                                c.remittance, c.instruction_id, c.end_to_end_id, c.mandate_reference,
                                greatest(:day, a.stated_until + 1)
                            FROM testbank.collections c
                            JOIN testbank.collection_groups g ON g.organization_id = :org
                                AND g.file_id = :file AND g.number = c.group_number
                            JOIN testbank.accounts a ON a.organization_id = :org AND a.iban = g.iban
                            WHERE c.organization_id = :org AND c.file_id = :file AND c.return_date = :day
                                AND c.refusal IS NULL AND g.booked
                            ORDER BY g.number, c.number
                            RETURNING iban, statement_date
                        )
                        SELECT DISTINCT iban, statement_date FROM entries
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .bind("day", day)
                .map((row, _) -> new ToState(row.getString(1), row.getObject(2, LocalDate.class)))
                .list();
    }
}
