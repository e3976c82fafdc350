package kontor.banks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/** SQL of the connections. */
final class ConnectionTable {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    void insert(Tx tx, Connection connection) {
        tx.sql().createUpdate("""
                        INSERT INTO connections (organization_id, id, name, bic, third_party_id,
                            profile, channel, address, created, updated)
                        VALUES (:org, :id, :name, :bic, :thirdParty, :profile, :channel, :address,
                            :now, :now)
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

    Optional<Connection> find(Tx tx, UUID id) {
        return tx.sql().createQuery("""
                        SELECT id, name, bic, third_party_id, profile, channel, address
                        FROM connections WHERE organization_id = :org AND id = :id
                        """)
                .bind("org", tx.organization().value())
                .bind("id", id)
                .map((row, _) -> connection(row))
                .findOne();
    }

    List<Connection> page(Tx tx, Optional<UUID> after, int limit) {
        return tx.sql().createQuery("""
                        SELECT id, name, bic, third_party_id, profile, channel, address
                        FROM connections
                        WHERE organization_id = :org AND id > :after
                        ORDER BY id LIMIT :limit
                        """)
                .bind("org", tx.organization().value())
                .bind("after", after.orElse(BEFORE_ALL))
                .bind("limit", limit)
                .map((row, _) -> connection(row))
                .list();
    }

    private static Connection connection(ResultSet row) throws SQLException {
        String profile = row.getString("profile");
        return new Connection(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("bic"),
                row.getObject("third_party_id", UUID.class),
                BankProfile.find(profile).orElseThrow(() -> new IllegalStateException(
                        "no bank profile " + profile + " in tables/bank_profiles.csv")),
                row.getString("channel"),
                row.getString("address"));
    }
}
