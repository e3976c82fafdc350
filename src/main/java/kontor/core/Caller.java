package kontor.core;

import java.util.Set;
import java.util.UUID;

/**
 * Whoever makes a request: a user of one organization in one role, after authentication.
 *
 * @param programmatic true for API keys, false for people
 * @param owner the role is the organization's owner role
 * @param permissions those of the role, e.g. {@code accounts:read}
 * @param requestsPerSecond the organization's limit for one programmatic user
 * @param accounts the own accounts that the role sees and uses
 */
public record Caller(
        OrganizationId organization,
        UUID userId,
        String username,
        String name,
        UUID roleId,
        boolean owner,
        boolean programmatic,
        Set<String> permissions,
        int requestsPerSecond,
        AccountLimit accounts) {

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    private static final UUID NOBODY = new UUID(0, 0);

    /** A bank, by what its files say: no user of the organization. */
    public static Caller bank(OrganizationId organization) {
        return new Caller(organization, NOBODY, "bank", "Bank", NOBODY, false, true, Set.of(), 0);
    }

    public boolean isBank() {
        return userId.equals(NOBODY);
    }

    /** A caller who sees and uses every account. */
    public Caller(
            OrganizationId organization,
            UUID userId,
            String username,
            String name,
            UUID roleId,
            boolean owner,
            boolean programmatic,
            Set<String> permissions,
            int requestsPerSecond) {
        this(
                organization,
                userId,
                username,
                name,
                roleId,
                owner,
                programmatic,
                permissions,
                requestsPerSecond,
                AccountLimit.ALL);
    }

    /** The same caller with this limit in place of the present one. */
    public Caller within(AccountLimit limit) {
        return new Caller(
                organization,
                userId,
                username,
                name,
                roleId,
                owner,
                programmatic,
                permissions,
                requestsPerSecond,
                limit);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    /** Whether the role has all permissions that the use case needs. */
    public boolean may(Use use) {
        return permissions.containsAll(use.permissions());
    }

    /**
     * What concerns every account is not for a role limited to some.
     *
     * @throws IllegalStateException for such a role, which is refused before anything is read
     */
    public void requireWholeOrganization() {
        if (!accounts.all()) {
            throw new IllegalStateException(
                    "user " + userId + " is limited to some accounts; refuse it before");
        }
    }
}
