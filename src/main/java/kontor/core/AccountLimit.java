package kontor.core;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which own accounts a role sees and uses.
 *
 * @param all no limit; the sets are empty then
 * @param accountIds the accounts; where a request is served, those of the entities too
 * @param entityIds entities that were named as a whole, with whatever accounts they have at the
 *     time
 */
public record AccountLimit(boolean all, Set<UUID> accountIds, Set<UUID> entityIds) {

    /** No limit. */
    public static final AccountLimit ALL = new AccountLimit(true, Set.of(), Set.of());

    public AccountLimit {
        accountIds = Set.copyOf(accountIds);
        entityIds = Set.copyOf(entityIds);
        if (all && !(accountIds.isEmpty() && entityIds.isEmpty())) {
            throw new IllegalArgumentException("no limit, and yet " + accountIds + " " + entityIds);
        }
    }

    public static AccountLimit to(Set<UUID> accountIds, Set<UUID> entityIds) {
        return new AccountLimit(false, accountIds, entityIds);
    }

    /** The same with the accounts that its entities have now. */
    public AccountLimit with(Set<UUID> accountsOfEntities) {
        var every = new HashSet<>(accountIds);
        every.addAll(accountsOfEntities);
        return all ? this : to(every, entityIds);
    }

    public boolean allows(UUID account) {
        return all || accountIds.contains(account);
    }

    /** What belongs to no account yet may be seen by everybody. */
    public boolean allows(Optional<UUID> account) {
        return account.isEmpty() || allows(account.get());
    }

    /** Whether it takes in whatever account this entity will have. */
    public boolean allowsHolder(UUID entity) {
        return all || entityIds.contains(entity);
    }

    /**
     * For the condition {@code (:within::uuid[] IS NULL OR t.account_id = ANY (:within))}, which
     * every list of what belongs to an account has.
     */
    public UUID @Nullable [] within() {
        return all ? null : accountIds.toArray(UUID[]::new);
    }
}
