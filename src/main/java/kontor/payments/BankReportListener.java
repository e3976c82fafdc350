package kontor.payments;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.db.Tx;
import kontor.originals.StatusDoubt;

/** Hears what a bank says of the payments of one file. */
public interface BankReportListener {

    /** The payments that it hears of, by the {@link kontor.banks.SourceName} of their files. */
    String payments();

    /** The transactions in which a report is applied, so that others get in between. */
    interface Slices {

        /** Work in one of them; where that could not be committed it is done again. */
        <R> R one(Function<Tx, R> work);

        /** Tells in the transaction of a slice what of it was not applied, or is in doubt. */
        void doubt(Tx tx, StatusDoubt doubt);
    }

    /**
     * Told of each report of the bank; after a crash anew, so that nothing of it may count twice.
     * From wide to narrow: the whole file, then each payment information with its transactions
     * behind it; of what covers a payment, the narrowest counts. Reports come late, twice under
     * other ids, and out of order.
     *
     * @return what of the report as a whole was not applied, or is in doubt
     */
    List<StatusDoubt> apply(Slices slices, UUID instruction, List<PaymentReport> reports);

    /** The own accounts of the payments of a file. */
    Set<UUID> accounts(Tx tx, UUID instruction);
}
