package kontor.iam;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;

/**
 * What lets one person choose a password, once: the organization and 256 random bits. It names its
 * organization so that the invitation itself stands behind the tenant wall.
 */
record InvitationToken(OrganizationId organization, Secret secret) {

    static final Duration LIFETIME = Duration.ofDays(7);

    private static final int ID_BYTES = 16;
    private static final int ID_CHARACTERS = 22;

    static InvitationToken random(OrganizationId organization) {
        return new InvitationToken(organization, Secret.random());
    }

    /** Empty for what cannot be one. */
    static Optional<InvitationToken> parse(String text) {
        if (!text.matches("[A-Za-z0-9_-]{65}")) {
            return Optional.empty();
        }
        var id = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(0, ID_CHARACTERS)));
        return Optional.of(
                new InvitationToken(
                        new OrganizationId(new UUID(id.getLong(), id.getLong())),
                        new Secret(text.substring(ID_CHARACTERS))));
    }

    /** The one moment at which it is shown. */
    String text() {
        var id =
                ByteBuffer.allocate(ID_BYTES)
                        .putLong(organization.value().getMostSignificantBits())
                        .putLong(organization.value().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.array()) + secret.text();
    }

    byte[] digest() {
        return secret.digest();
    }
}
