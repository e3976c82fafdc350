package kontor.testbank;

import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** Finds the IBAN of an account of Kontor, for transactions that users post. */
@FunctionalInterface
public interface AccountLookup {

    /** Empty for an account that is unknown or has no IBAN. */
    Optional<String> ibanOf(Tx tx, UUID accountId);
}
