package kontor.core;

import java.util.Set;
import java.util.UUID;

/**
 * Who asks: a user of one organization in one role, after authentication.
 *
 * @param programmatic      true for API keys, false for people
 * @param owner             the role is the organization's owner role
 * @param permissions       {@code resource:method} words of the role
 * @param requestsPerSecond the organization's limit for one programmatic user
 */
public record Caller(OrganizationId organization, UUID userId, String username, String name,
        UUID roleId, boolean owner, boolean programmatic, Set<String> permissions, int requestsPerSecond) {

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
