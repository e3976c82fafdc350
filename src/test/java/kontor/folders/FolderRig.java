package kontor.folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kontor.banks.TestPayments;
import kontor.connections.Carried;
import kontor.connections.Channel;
import kontor.connections.Channel.Delivery;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.OrganizationId;

/** One connection through a folder, and one file that should leave. */
final class FolderRig {

    static final String NAME = "f.xml";

    final OrganizationId organization = new OrganizationId(Ids.next());
    final Connection connection = TestPayments.connection("bank");
    final Carried file = Carried.of("whole".getBytes(StandardCharsets.UTF_8));
    final Channel channel;
    private final Path base;

    FolderRig(Path base) {
        this(base, new FolderChannel(base));
    }

    FolderRig(Path base, Channel channel) {
        this.base = base;
        this.channel = channel;
    }

    void send(long number) {
        send(number, file);
    }

    void send(long number, Carried carried) {
        channel.send(organization, connection, file.attempt(NAME, number), carried);
    }

    /** What a node that takes over learns of an attempt. */
    Delivery delivered(long number, boolean mayHaveLeft) {
        return channel.delivered(organization, connection, file.attempt(NAME, number), mayHaveLeft);
    }

    Path at(String path) {
        return base.resolve(organization.toString()).resolve("bank").resolve(path);
    }

    /** The bank takes what lies there for it. */
    String bankTakes() {
        try {
            String taken = Files.readString(at("out").resolve(NAME));
            Files.delete(at("out").resolve(NAME));
            return taken;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<String> names(String part) {
        if (!Files.exists(at(part))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(at(part))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
