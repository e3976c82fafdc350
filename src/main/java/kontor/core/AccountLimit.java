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
 * @param accountIds the accounts; in the caller of a request also those that the entities hold now
 * @param entityIds entities whose accounts are all included, also those that they get later
 */
public record AccountLimit(boolean all, Set<UUID> accountIds, Set<UUID> entityIds) {

    /** No limit. */
    public static final AccountLimit ALL = new AccountLimit(true, Set.of(), Set.of());

    public AccountLimit {
        accountIds = Set.copyOf(accountIds);
        entityIds = Set.copyOf(entityIds);
        if (all && !(accountIds.isEmpty() && entityIds.isEmpty())) {
            throw new IllegalArgumentException(
                    "no limit, but these ids: " + accountIds + " " + entityIds);
        }
    }

    public static AccountLimit to(Set<UUID> accountIds, Set<UUID> entityIds) {
        return new AccountLimit(false, accountIds, entityIds);
    }

    /** The same limit, with the accounts that its entities hold now added. */
    public AccountLimit with(Set<UUID> accountsOfEntities) {
        var every = new HashSet<>(accountIds);
        every.addAll(accountsOfEntities);
        return all ? this : to(every, entityIds);
    }

    public boolean allows(UUID account) {
        return all || accountIds.contains(account);
    }

    /** True also for what belongs to no account yet: everybody may see it. */
    public boolean allows(Optional<UUID> account) {
        return account.isEmpty() || allows(account.get());
    }

    /** Whether every account of this entity is included, also those that it gets later. */
    public boolean allowsHolder(UUID entity) {
        return all || entityIds.contains(entity);
    }

    /**
     * The accounts as a parameter of SQL, null for no limit. Every list of things that belong to an
     * account has the condition {@code (:within::uuid[] IS NULL OR t.account_id = ANY (:within))}.
     */
    public UUID @Nullable [] within() {
        return all ? null : accountIds.toArray(UUID[]::new);
    }
}
