package kontor.resets;

import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;

/**
 * What a link is about that can be used now.
 *
 * @param address that it was mailed to
 * @param present the address with which the identity signs in
 * @param passwordHash the password hashed for {@code address}, where that is another one
 */
record Link(UUID identity, String address, String present, Optional<String> passwordHash) {

    /**
     * A link to be stored.
     *
     * @param sandbox whose owners can read it
     */
    record New(
            UUID identity,
            LinkPurpose purpose,
            String address,
            Optional<String> passwordHash,
            Optional<OrganizationId> sandbox) {}
}
