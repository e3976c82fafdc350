package kontor.identities;

import java.util.UUID;
import kontor.core.OrganizationId;

/** As which user of an organization an identity acts. */
public record Membership(OrganizationId organization, UUID user) {}
