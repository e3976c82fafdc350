package kontor.connections;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import kontor.habits.OwnHabits;

/**
 * One way of an organization to one bank.
 *
 * @param thirdPartyId the bank as the API names it
 * @param channel name of the {@link Channel} that carries the bytes
 * @param address where the other end is, in the channel's own writing and nobody else's to read; no
 *     secret. No two connections of an organization over one channel have the same
 */
public record Connection(
        UUID id,
        String name,
        String bic,
        UUID thirdPartyId,
        BankProfile profile,
        String channel,
        String address) {

    public Connection {
        if (name.isBlank() || name.length() > 255 || channel.isBlank()) {
            throw new IllegalArgumentException("connection " + id + " needs a name and a channel");
        }
    }

    /** The same bank always has the same id. */
    public static UUID thirdParty(String bic) {
        return UUID.nameUUIDFromBytes(("third party " + bic).getBytes(StandardCharsets.UTF_8));
    }

    Connection named(String newName) {
        return new Connection(id, newName, bic, thirdPartyId, profile, channel, address);
    }

    Connection with(OwnHabits own) {
        return new Connection(id, name, bic, thirdPartyId, profile.with(own), channel, address);
    }
}
