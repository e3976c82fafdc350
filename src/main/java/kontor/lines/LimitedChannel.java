package kontor.lines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kontor.banks.BankLine;
import kontor.connections.Channel;
import kontor.connections.ChannelForm;
import kontor.connections.Connection;
import kontor.connections.SimulatedBank;
import kontor.core.OrganizationId;

/** A channel to a bank outside, whose calls have a time limit; see {@link Calls}. */
public final class LimitedChannel implements Channel {

    private final Channel channel;
    private final Calls calls;

    public LimitedChannel(Channel channel, Calls calls) {
        this.channel = channel;
        this.calls = calls;
    }

    @Override
    public String name() {
        return channel.name();
    }

    @Override
    public Optional<ChannelForm> form() {
        return channel.form();
    }

    @Override
    public void show(String address, ObjectNode view) {
        channel.show(address, view);
    }

    @Override
    public Optional<SimulatedBank> simulatedBank() {
        return channel.simulatedBank();
    }

    /** A file of which bytes go on leaving is not too large, however long it takes. */
    @Override
    public void send(
            OrganizationId organization,
            Connection connection,
            Attempt attempt,
            Handover handover) {
        calls.limited(
                new BankLine(organization, connection),
                "send a file",
                call -> {
                    channel.send(organization, connection, attempt, new Watched(handover, call));
                    return attempt;
                });
    }

    /** What a call asks of Kontor shows that it gets on; nobody answers one that was left. */
    private record Watched(Handover handover, Calls.Call call) implements Handover {

        @Override
        public InputStream open() {
            call.progress();
            return new Progressing(handover.open(), call);
        }

        @Override
        public void mayLeave() {
            call.progress();
            handover.mayLeave();
            call.progress();
        }

        @Override
        public void progress() {
            call.progress();
        }
    }

    @Override
    public Delivery delivered(
            OrganizationId organization, Connection connection, Attempt last, boolean mayHaveLeft) {
        return calls.limited(
                new BankLine(organization, connection),
                "say whether it has a file",
                call ->
                        channel.delivered(
                                organization, connection, last, mayHaveLeft, call::progress));
    }

    @Override
    public void sent(OrganizationId organization, Connection connection, Consumer<String> names) {
        calls.limited(
                new BankLine(organization, connection),
                "list what it was sent",
                call -> {
                    channel.sent(
                            organization,
                            connection,
                            name -> {
                                call.progress();
                                names.accept(name);
                            });
                    return connection;
                });
    }

    @Override
    public Optional<Copy> copy(
            OrganizationId organization, Connection connection, String fileName) {
        return calls.limited(
                new BankLine(organization, connection),
                "look for a file",
                _ -> channel.copy(organization, connection, fileName));
    }

    private static final String LIST = "list its files";

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        return calls.limited(
                new BankLine(organization, connection),
                LIST,
                _ -> channel.waiting(organization, connection));
    }

    /** The same on this thread, which hangs when the bank does. */
    List<RemoteFile> waitingHere(BankLine line) throws IOException {
        return calls.here(line, LIST, _ -> channel.waiting(line.organization(), line.connection()));
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        var line = new BankLine(organization, connection);
        var opened =
                calls.limited(
                        line, "open a file", _ -> channel.open(organization, connection, file));
        return new BufferedInputStream(new LimitedInput(calls, line, opened), LimitedInput.PIECE);
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        calls.limited(
                new BankLine(organization, connection),
                "take a file off its list",
                _ -> {
                    channel.acknowledge(organization, connection, file);
                    return file;
                });
    }

    @Override
    public void putAside(OrganizationId organization, Connection connection, RemoteFile stray) {
        calls.limited(
                new BankLine(organization, connection),
                "put something aside",
                call -> {
                    channel.putAside(organization, connection, stray);
                    return call;
                });
    }

    /** What a call sends: each piece of it that is taken shows that the call gets on. */
    private static final class Progressing extends FilterInputStream {

        private final Calls.Call call;

        Progressing(InputStream content, Calls.Call call) {
            super(content);
            this.call = call;
        }

        @Override
        public int read() throws IOException {
            return call.read(super::read);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return call.read(() -> super.read(into, from, length));
        }
    }
}
