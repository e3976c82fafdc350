package kontor.bankgirot;

import java.util.Optional;
import java.util.UUID;
import kontor.banks.PaymentSource;
import kontor.connections.Connections;
import kontor.db.Tx;
import kontor.sealkeys.SealKeys;
import kontor.seals.SealKey;

/** With what files between connections and Bankgirot are sealed. */
public final class BankgirotSeals {

    private final Connections connections;
    private final SealKeys keys;

    public BankgirotSeals(Connections connections, SealKeys keys) {
        this.connections = connections;
        this.keys = keys;
    }

    /** Absent where they leave without a seal, and one that comes cannot be judged. */
    public Optional<SealKey> key(Tx tx, UUID connection) {
        return connections.sealKey(tx, connection).map(kept -> keys.open(connection, kept));
    }

    /** The same files, sealed where the connection over which they leave has a key. */
    public PaymentSource around(PaymentSource orders) {
        return new SealedOrders(orders, this);
    }
}
