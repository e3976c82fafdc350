package kontor.testbank;

import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** Which number has this account of Kontor? Asked for posted transactions, answered above. */
@FunctionalInterface
public interface AccountLookup {

    /** Empty for an account that is unknown or has no IBAN. */
    Optional<String> ibanOf(Tx tx, UUID accountId);
}
