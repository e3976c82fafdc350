package kontor.connections;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import kontor.core.OrganizationId;

/** The folder channel on a bad day: Kontor dies, or the line does, at a chosen line. */
public final class FragileChannel implements Channel {

    /** Where it breaks, once each. */
    public enum Break {
        BEFORE_SEND,
        DURING_SEND,
        AFTER_SEND,
        WAITING,
        DURING_FETCH,
        BEFORE_ACKNOWLEDGE
    }

    private final Channel sound;
    private final SimulatedBank bank;
    private final Set<Break> breaks = EnumSet.noneOf(Break.class);
    private final List<String> sent = new ArrayList<>();
    private boolean blind;

    public FragileChannel(Channel sound, SimulatedBank bank) {
        this.sound = sound;
        this.bank = bank;
    }

    public void breakAt(Break point) {
        breaks.add(point);
    }

    /** From now on it cannot tell whether a file is there. */
    public void blind() {
        blind = true;
    }

    /** Names of the files the bank has got, as often as it got them. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    private void at(Break point) {
        if (breaks.remove(point)) {
            throw new IllegalStateException("broken " + point);
        }
    }

    @Override
    public String name() {
        return sound.name();
    }

    @Override
    public Optional<SimulatedBank> simulatedBank() {
        return Optional.of(bank);
    }

    @Override
    public void send(
            OrganizationId organization,
            Connection connection,
            String fileName,
            Supplier<InputStream> content) {
        at(Break.BEFORE_SEND);
        sound.send(
                organization,
                connection,
                fileName,
                () -> breaks.remove(Break.DURING_SEND) ? brokenOff(content.get()) : content.get());
        sent.add(fileName);
        at(Break.AFTER_SEND);
    }

    @Override
    public Delivery delivered(OrganizationId organization, Connection connection, String fileName) {
        return blind ? Delivery.CANNOT_TELL : sound.delivered(organization, connection, fileName);
    }

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        at(Break.WAITING);
        return sound.waiting(organization, connection);
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        var in = sound.open(organization, connection, file);
        return breaks.remove(Break.DURING_FETCH) ? brokenOff(in) : in;
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        at(Break.BEFORE_ACKNOWLEDGE);
        sound.acknowledge(organization, connection, file);
    }

    /** The first bytes, and then the line breaks. */
    private static InputStream brokenOff(InputStream in) {
        try (in) {
            var begun = new ByteArrayInputStream(in.readNBytes(10));
            return new SequenceInputStream(
                    begun,
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("the line broke");
                        }
                    });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
