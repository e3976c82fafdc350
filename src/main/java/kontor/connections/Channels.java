package kontor.connections;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels that connections may name. */
public final class Channels {

    private final Map<String, Channel> byName;

    public Channels(List<Channel> channels) {
        byName = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
    }

    public Channel of(Connection connection) {
        return find(connection)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "connection "
                                                + connection.id()
                                                + " names the channel "
                                                + connection.channel()
                                                + ", there are "
                                                + byName.keySet()));
    }

    /** Absent on a node that is older than the channel. */
    public Optional<Channel> find(Connection connection) {
        return Optional.ofNullable(byName.get(connection.channel()));
    }

    /** The banks that Kontor plays itself. */
    public List<SimulatedBank> simulatedBanks() {
        return byName.values().stream()
                .flatMap(channel -> channel.simulatedBank().stream())
                .toList();
    }

    /** Those over which users make connections, in alphabetical order. */
    List<Channel> offered() {
        return byName.values().stream()
                .filter(channel -> channel.form().isPresent())
                .sorted(Comparator.comparing(Channel::name))
                .toList();
    }

    /** A channel's name as the API writes it. */
    static String shown(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
