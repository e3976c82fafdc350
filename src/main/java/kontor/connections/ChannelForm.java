package kontor.connections;

import java.util.Optional;
import kontor.core.Refusal;
import kontor.wire.JsonFields;

/** How users say where the other end of a channel is when they make a connection. */
public interface ChannelForm {

    /**
     * Reads the members of a request that only this channel has, as the {@link Connection#address}
     * that they mean; absent only when a fault was noted.
     */
    Optional<String> address(JsonFields body);

    /** Why no connection can be made over this channel here; empty where they can. */
    default Optional<Refusal> unavailable() {
        return Optional.empty();
    }

    /** Another connection of the organization has this address. */
    Refusal taken();
}
