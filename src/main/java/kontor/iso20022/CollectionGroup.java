package kontor.iso20022;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Collections of one due date, scheme, sequence type and creditor account ({@code PmtInf}).
 *
 * @param paymentInformationId at most 35 characters, unique per message
 * @param numberOfTransactions collections in this group
 * @param controlSum sum of their amounts
 * @param batchBooking one booking for the whole group, or one per collection
 * @param terms what the bank shall do, and when
 * @param creditor who collects
 */
public record CollectionGroup(
        String paymentInformationId,
        int numberOfTransactions,
        BigDecimal controlSum,
        boolean batchBooking,
        Terms terms,
        Creditor creditor) {

    public CollectionGroup {
        Checks.text("payment information id", paymentInformationId, 35);
        Checks.totals("group " + paymentInformationId, numberOfTransactions, controlSum);
    }

    /**
     * How a group is collected.
     *
     * @param categoryPurpose ISO external code of up to four letters
     * @param collectionDate {@code ReqdColltnDt}, a business day of the scheme
     */
    public record Terms(
            LocalInstrument localInstrument,
            SequenceType sequenceType,
            Optional<String> categoryPurpose,
            LocalDate collectionDate) {

        public Terms {
            Checks.text("category purpose", categoryPurpose, 4);
        }
    }

    /**
     * Who collects.
     *
     * @param bic of the creditor's bank; absent is written as {@code NOTPROVIDED}
     * @param identifier the SEPA creditor identifier
     */
    public record Creditor(
            String name,
            Optional<Address> address,
            String iban,
            Optional<String> bic,
            String identifier) {

        public Creditor {
            Checks.text("creditor name", name, 70);
            Checks.text("creditor IBAN", iban, 34);
            Checks.text("creditor BIC", bic, 11);
            Checks.text("creditor identifier", identifier, 35);
        }
    }
}
