package kontor.testbank;

import static kontor.db.Columns.column;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Iban;
import kontor.db.Tx;
import kontor.iso20022.Collection;
import kontor.iso20022.CollectionGroup;
import org.jspecify.annotations.Nullable;

/** SQL of the groups and collections of received files. */
final class IntakeTable {

    /** A group as it was judged; {@code number} counts the groups of its file. */
    record Group(int number, CollectionGroup told, boolean batchBooking, Optional<String> refusal) {}

    /** A collection as it was judged; {@code number} counts the collections of its group. */
    record Judged(int group, int number, Collection told, Optional<String> refusal,
            Optional<String> lateRefusal, Optional<String> returnReason, Optional<LocalDate> returnDate) {}

    void keepGroups(Tx tx, UUID file, List<Group> groups) {
        if (groups.isEmpty()) {
            return;
        }
        tx.sql().createUpdate("""
                        INSERT INTO testbank.collection_groups (organization_id, file_id, number,
                            payment_information_id, iban, scheme, creditor_identifier, collection_date,
                            batch_booking, refusal)
                        SELECT :org, :file, u.number, u.information, u.iban, u.scheme, u.creditor, u.day,
                            u.batch, u.refusal
                        FROM unnest(:numbers::int[], :informations::text[], :ibans::text[], :schemes::text[],
                            :creditors::text[], :days::date[], :batches::bool[], :refusals::text[])
                            AS u (number, information, iban, scheme, creditor, day, batch, refusal)
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .bind("numbers", column(groups, Integer[]::new, Group::number))
                .bind("informations", column(groups, String[]::new, one -> one.told.paymentInformationId()))
                .bind("ibans", column(groups, String[]::new, one -> Iban.normalize(one.told.creditor().iban())))
                .bind("schemes", column(groups, String[]::new, one -> one.told.terms().localInstrument().name()))
                .bind("creditors", column(groups, String[]::new, one -> one.told.creditor().identifier()))
                .bind("days", column(groups, String[]::new, one -> one.told.terms().collectionDate().toString()))
                .bind("batches", column(groups, Boolean[]::new, Group::batchBooking))
                .bind("refusals", column(groups, String[]::new, one -> one.refusal.orElse(null)))
                .execute();
    }

    void keepCollections(Tx tx, UUID file, List<Judged> collections) {
        if (collections.isEmpty()) {
            return;
        }
        tx.sql().createUpdate("""
                        INSERT INTO testbank.collections (organization_id, file_id, group_number, number,
                            instruction_id, end_to_end_id, amount_minor, mandate_reference, debtor_name,
                            debtor_iban, remittance, refusal, late_refusal, return_reason, return_date)
                        SELECT :org, :file, u.group_number, u.number, u.instruction, u.end_to_end, u.amount,
                            u.mandate, u.debtor, u.iban, u.remittance, u.refusal, u.late, u.reason, u.day
                        FROM unnest(:groups::int[], :numbers::int[], :instructions::text[],
                            :endToEnds::text[], :amounts::bigint[], :mandates::text[], :debtors::text[],
                            :ibans::text[], :remittances::text[], :refusals::text[], :lates::text[],
                            :reasons::text[], :days::date[])
                            AS u (group_number, number, instruction, end_to_end, amount, mandate, debtor,
                                iban, remittance, refusal, late, reason, day)
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .bind("groups", column(collections, Integer[]::new, Judged::group))
                .bind("numbers", column(collections, Integer[]::new, Judged::number))
                .bind("instructions", column(collections, String[]::new,
                        one -> one.told.instructionId().orElse(null)))
                .bind("endToEnds", column(collections, String[]::new, one -> one.told.endToEndId()))
                .bind("amounts", column(collections, Long[]::new, one -> one.told.amount().amountMinor()))
                .bind("mandates", column(collections, String[]::new, one -> one.told.mandate().reference()))
                .bind("debtors", column(collections, String[]::new, one -> one.told.debtor().name()))
                .bind("ibans", column(collections, String[]::new,
                        one -> Iban.normalize(one.told.debtor().iban())))
                .bind("remittances", column(collections, String[]::new, IntakeTable::remittance))
                .bind("refusals", column(collections, String[]::new, one -> one.refusal.orElse(null)))
                .bind("lates", column(collections, String[]::new, one -> one.lateRefusal.orElse(null)))
                .bind("reasons", column(collections, String[]::new, one -> one.returnReason.orElse(null)))
                .bind("days", column(collections, String[]::new,
                        one -> one.returnDate.map(LocalDate::toString).orElse(null)))
                .execute();
    }

    private static @Nullable String remittance(Judged one) {
        return one.told.remittance()
                .flatMap(told -> told.unstructured().or(() -> told.references().stream().findFirst()))
                .orElse(null);
    }

    /** A file refused as a whole leaves no collection behind. */
    void forgetCollections(Tx tx, UUID file) {
        tx.sql().createUpdate("""
                        DELETE FROM testbank.collections WHERE organization_id = :org AND file_id = :file
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .execute();
    }

    /** The refusals of a morning become final; true when there were any. */
    boolean refuseLate(Tx tx, UUID file, LocalDate day) {
        return tx.sql().createUpdate("""
                        UPDATE testbank.collections c SET refusal = c.late_refusal
                        FROM testbank.collection_groups g
                        WHERE c.organization_id = :org AND c.file_id = :file
                            AND c.refusal IS NULL AND c.late_refusal IS NOT NULL
                            AND g.organization_id = :org AND g.file_id = :file AND g.number = c.group_number
                            AND g.collection_date = :day AND g.refusal IS NULL
                        """)
                .bind("org", tx.organization().value())
                .bind("file", file)
                .bind("day", day)
                .execute() > 0;
    }
}
