package kontor.iam;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import kontor.core.OrganizationId;
import kontor.encodings.Base64Url;
import kontor.secrets.Secret;

/**
 * The token with which an invited person chooses a password, once: the id of the organization and
 * 256 random bits. With the id the invitation can be looked up within its organization, where
 * row-level security protects it.
 *
 * @param mailed it goes to the mailbox of the person and is shown to nobody else
 * @param inviter the user who invites; absent where whoever runs Kontor does
 */
public record InvitationToken(
        OrganizationId organization, Secret secret, boolean mailed, Optional<UUID> inviter) {

    static final Duration LIFETIME = Duration.ofDays(7);

    private static final int ID_BYTES = 16;
    private static final int ID_CHARACTERS = 22;

    public static InvitationToken random(OrganizationId organization) {
        return new InvitationToken(organization, Secret.random(), false, Optional.empty());
    }

    /** The same for the person alone. */
    public InvitationToken onlyMailed() {
        return new InvitationToken(organization, secret, true, inviter);
    }

    /** The same of this user, on whose right to invite it depends. */
    InvitationToken by(UUID user) {
        return new InvitationToken(organization, secret, mailed, Optional.of(user));
    }

    /** Empty for a text that is no token. */
    public static Optional<InvitationToken> parse(String text) {
        if (!text.matches("[A-Za-z0-9_-]{65}")) {
            return Optional.empty();
        }
        return Base64Url.decode(text.substring(0, ID_CHARACTERS))
                .map(ByteBuffer::wrap)
                .map(
                        id ->
                                new InvitationToken(
                                        new OrganizationId(new UUID(id.getLong(), id.getLong())),
                                        new Secret(text.substring(ID_CHARACTERS)),
                                        false,
                                        Optional.empty()));
    }

    /** The token as text, which is shown once. */
    String text() {
        var id =
                ByteBuffer.allocate(ID_BYTES)
                        .putLong(organization.value().getMostSignificantBits())
                        .putLong(organization.value().getLeastSignificantBits());
        return Base64Url.encode(id.array()) + secret.text();
    }

    public byte[] digest() {
        return secret.digest();
    }
}
