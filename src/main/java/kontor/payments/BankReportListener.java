package kontor.payments;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kontor.db.Tx;
import kontor.originals.StatusDoubt;

/** Hears what a bank says of the payments of one file. */
public interface BankReportListener {

    /** The payments that it hears of, by the {@link kontor.banks.SourceName} of their files. */
    String payments();

    /**
     * Told once for each report of the bank. From wide to narrow: the whole file, then each payment
     * information with its transactions behind it; of what covers a payment, the narrowest counts.
     * Reports come late, twice under other ids, and out of order.
     *
     * @return what of it was not applied, or is in doubt
     */
    List<StatusDoubt> apply(Tx tx, UUID instruction, List<PaymentReport> reports);

    /** The own accounts of the payments of a file. */
    Set<UUID> accounts(Tx tx, UUID instruction);
}
