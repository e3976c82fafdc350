package kontor.openid;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.identities.Memberships;

/** The door to links between subjects of the provider and identities. */
public final class Links {

    private final Database database;
    private final Memberships memberships = new Memberships();
    private final LinkTable table = new LinkTable();

    public Links(Database database) {
        this.database = database;
    }

    /** Which identity it is. */
    public Optional<UUID> identity(Proven proven) {
        return database.system(sql -> table.find(sql, proven));
    }

    /** Whether an identity signs in by this provider. */
    public boolean has(UUID identity, String issuer) {
        return database.system(sql -> table.issuers(sql, identity)).contains(issuer);
    }

    /** Links an identity whose holder is signed in; false when it is somebody else's already. */
    public boolean link(UUID identity, Proven proven) {
        return database.system(
                sql -> {
                    table.insert(sql, proven, identity, Instant.now(database.clock()));
                    return table.find(sql, proven).filter(identity::equals).isPresent();
                });
    }

    /** Ends the links of an identity; whoever calls this has seen that it has another way in. */
    public boolean unlink(UUID identity) {
        return database.system(sql -> table.delete(sql, identity)) > 0;
    }

    /**
     * Joins users to whomever the provider has recognized: to a new identity without a password, or
     * to the one that is linked already.
     */
    public Joiner joiner(Proven proven) {
        return new Joiner(proven);
    }

    /** Joins users to one whom the provider has recognized. */
    public final class Joiner {

        private final Proven proven;

        private Joiner(Proven proven) {
            this.proven = proven;
        }

        /**
         * @param address the one that was invited
         * @return the identity
         */
        public UUID join(Tx tx, UUID user, String address) {
            if (table.find(tx.sql(), proven).isEmpty()) {
                UUID fresh = memberships.newIdentity(tx, address);
                table.insert(tx.sql(), proven, fresh, tx.now());
            }
            UUID identity = table.find(tx.sql(), proven).orElseThrow();
            memberships.join(tx, user, identity);
            return identity;
        }
    }
}
