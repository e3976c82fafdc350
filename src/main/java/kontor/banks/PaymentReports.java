package kontor.banks;

import java.util.List;
import java.util.UUID;
import kontor.db.Tx;

/** Hears what a bank says of the payments of one file. */
public interface PaymentReports {

    /** The {@link PaymentSource#name} whose files it hears of. */
    String name();

    void apply(Tx tx, UUID instruction, List<PaymentReport> reports);
}
