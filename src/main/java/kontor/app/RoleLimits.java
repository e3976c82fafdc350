package kontor.app;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import kontor.db.Tx;
import kontor.iam.OwnAccounts;

/** What roles can be limited to; asked when requests are served, when all rooms are there. */
final class RoleLimits implements OwnAccounts {

    private final Supplier<Parties> parties;

    RoleLimits(Supplier<Parties> parties) {
        this.parties = parties;
    }

    @Override
    public Set<UUID> accounts(Tx tx, Collection<UUID> ids) {
        return parties.get().accounts().forUse(tx, ids).keySet();
    }

    @Override
    public Set<UUID> entities(Tx tx, Collection<UUID> ids) {
        return parties.get().entities().existing(tx, ids);
    }

    @Override
    public Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds) {
        return parties.get().accounts().heldBy(tx, entityIds);
    }
}
