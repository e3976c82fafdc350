package kontor.connections;

import kontor.core.Ids;

/** A connection that no database knows, for what is written for a bank or kept of it. */
public final class AnyBank {

    private AnyBank() {}

    public static Connection of(BankProfile profile) {
        return new Connection(
                Ids.next(), "Bank", "COBADEFFXXX", Ids.next(), profile, "FOLDER", "bank");
    }
}
