package kontor.identities;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.secrets.PasswordHash;

/** The door to memberships, as the transactions of an organization change them. */
public final class Memberships {

    private final MembershipTable table = new MembershipTable();
    private final IdentityTable identities = new IdentityTable();

    /**
     * Joins a user to whoever has this address and password: to a new identity, or to one that
     * signs in with them already, whose holder shows by the password who it is.
     *
     * @param password hashed for the address by {@link Identities#hash}
     * @return the identity
     */
    public UUID join(Tx tx, UUID user, String address, PasswordHash password) {
        var known = identities.withPassword(tx.sql(), address, password).map(Identity::id);
        UUID identity = known.orElseGet(() -> made(tx, address, password));
        join(tx, user, identity);
        return identity;
    }

    private UUID made(Tx tx, String address, PasswordHash password) {
        UUID id = Ids.next();
        identities.insert(tx.sql(), id, address, password, tx.now());
        return id;
    }

    /** A new identity without a password: its holder signs in by something else. */
    public UUID newIdentity(Tx tx, String address) {
        UUID id = Ids.next();
        identities.insert(tx.sql(), id, address, tx.now());
        return id;
    }

    /** Joins a user to an identity whose holder is signed in. */
    public void join(Tx tx, UUID user, UUID identity) {
        table.insert(tx, user, identity, tx.now());
    }

    /** The holder got what was mailed to this address, where the identity has it. */
    public void confirm(Tx tx, UUID identity, String address) {
        identities.confirm(tx.sql(), identity, address, tx.now());
    }

    /** Ends the memberships of users who are revoked. */
    public void leave(Tx tx, Collection<UUID> users) {
        if (!users.isEmpty()) {
            table.delete(tx, users);
        }
    }

    /** Whose user it is. */
    public Optional<UUID> identityOf(Tx tx, UUID user) {
        return table.identityOf(tx, user);
    }
}
