package kontor.banks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kontor.db.Tx;

/** The door to connections. */
public final class Connections {

    /** A connection's profile does not change; every new payment asks for it. */
    private final Map<UUID, BankProfile> profiles = new ConcurrentHashMap<>();

    public void add(Tx tx, Connection connection) {
        tx.sql().createUpdate("""
                        INSERT INTO connections (organization_id, id, name, bic, third_party_id, profile, channel, address, created)
                        VALUES (:org, :id, :name, :bic, :thirdParty, :profile, :channel, :address, :now)
                        """)
                .bind("org", tx.organization().value())
                .bind("id", connection.id())
                .bind("name", connection.name())
                .bind("bic", connection.bic())
                .bind("thirdParty", connection.thirdPartyId())
                .bind("profile", connection.profile().name())
                .bind("channel", connection.channel())
                .bind("address", connection.address())
                .bind("now", tx.now())
                .execute();
    }

    /** All of an organization; a handful, one for each bank. */
    public List<Connection> all(Tx tx) {
        return tx.sql().createQuery("""
                        SELECT id, name, bic, third_party_id, profile, channel, address
                        FROM connections WHERE organization_id = :org ORDER BY id
                        """)
                .bind("org", tx.organization().value())
                .map((row, _) -> new Connection(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                        row.getObject(4, UUID.class), BankProfile.find(row.getString(5)).orElse(BankProfile.GENERIC),
                        row.getString(6), row.getString(7)))
                .list();
    }

    /** The profile of an account's bank; the generic one for an account without a connection. */
    public BankProfile profile(Tx tx, Optional<UUID> connection) {
        return connection.map(id -> {
            BankProfile known = profiles.get(id);
            if (known == null) {
                known = all(tx).stream().filter(one -> one.id().equals(id)).findFirst()
                        .map(Connection::profile).orElse(BankProfile.GENERIC);
                profiles.put(id, known);
            }
            return known;
        }).orElse(BankProfile.GENERIC);
    }
}
