package kontor.connections;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels that connections may name. */
public final class Channels {

    private final Map<String, Channel> byName;

    public Channels(List<Channel> channels) {
        byName = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
    }

    public Channel of(Connection connection) {
        Channel channel = byName.get(connection.channel());
        if (channel == null) {
            throw new IllegalStateException(
                    "connection "
                            + connection.id()
                            + " names the channel "
                            + connection.channel()
                            + ", there are "
                            + byName.keySet());
        }
        return channel;
    }
}
