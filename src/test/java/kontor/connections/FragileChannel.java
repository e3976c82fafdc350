package kontor.connections;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kontor.core.OrganizationId;

/** The folder channel on a bad day: Kontor dies, or the line does, at a chosen line. */
public final class FragileChannel implements Channel {

    /** Where it breaks, once each. */
    public enum Break {
        BEFORE_SEND,
        BEFORE_STAGING,
        DURING_SEND,
        /** When the first bytes are written. */
        IN_THE_MIDDLE,
        /** When the lease is about to be asked. */
        BEFORE_LEAVING,
        /** When it has said yes. */
        AFTER_LEAVING,
        AFTER_SEND,
        WAITING,
        DURING_FETCH,
        /** When the first bytes are stored. */
        DURING_RECEIVING,
        BEFORE_ACKNOWLEDGE
    }

    private final Channel sound;
    private final SimulatedBank bank;
    private final Set<Break> breaks = EnumSet.noneOf(Break.class);
    private final Map<Break, Runnable> meanwhile = new EnumMap<>(Break.class);
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

    /** It stops there once, and goes on when others have done this. */
    public void freezeAt(Break point, Runnable others) {
        meanwhile.put(point, others);
    }

    private void at(Break point) {
        var others = meanwhile.remove(point);
        if (others != null) {
            others.run();
        }
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
            Attempt attempt,
            Handover handover) {
        at(Break.BEFORE_SEND);
        sound.send(organization, connection, attempt, new Fragile(handover));
        sent.add(attempt.fileName());
        at(Break.AFTER_SEND);
    }

    private final class Fragile implements Handover {
        private final Handover whole;

        Fragile(Handover whole) {
            this.whole = whole;
        }

        @Override
        public InputStream open() {
            var in = whole.open();
            at(Break.BEFORE_STAGING);
            return breaks.remove(Break.DURING_SEND)
                    ? brokenOff(in)
                    : pausing(in, Break.IN_THE_MIDDLE);
        }

        @Override
        public void mayLeave() {
            at(Break.BEFORE_LEAVING);
            whole.mayLeave();
            at(Break.AFTER_LEAVING);
        }

        @Override
        public void progress() {
            whole.progress();
        }
    }

    @Override
    public Delivery delivered(
            OrganizationId organization, Connection connection, Attempt last, boolean mayHaveLeft) {
        return blind
                ? Delivery.CANNOT_TELL
                : sound.delivered(organization, connection, last, mayHaveLeft);
    }

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        at(Break.WAITING);
        return sound.waiting(organization, connection);
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        var in = sound.open(organization, connection, file);
        return breaks.remove(Break.DURING_FETCH)
                ? brokenOff(in)
                : pausing(in, Break.DURING_RECEIVING);
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        at(Break.BEFORE_ACKNOWLEDGE);
        sound.acknowledge(organization, connection, file);
    }

    @Override
    public void putAside(OrganizationId organization, Connection connection, RemoteFile stray) {
        sound.putAside(organization, connection, stray);
    }

    private InputStream pausing(InputStream in, Break point) {
        return new FilterInputStream(in) {
            private boolean begun;

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                if (begun) {
                    at(point);
                }
                begun = true;
                return super.read(into, from, most);
            }
        };
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
