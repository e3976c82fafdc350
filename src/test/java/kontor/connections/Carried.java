package kontor.connections;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import kontor.connections.Channel.Attempt;
import kontor.connections.Channel.Handover;

/** A file that a test hands over; what happens when the channel asks is the test's to say. */
public record Carried(byte[] bytes, Runnable whenOpened, Runnable whenAsked) implements Handover {

    public static Carried of(byte[] bytes) {
        return new Carried(bytes, () -> {}, () -> {});
    }

    public Carried whenOpened(Runnable then) {
        return new Carried(bytes, then, whenAsked);
    }

    public Carried whenAsked(Runnable then) {
        return new Carried(bytes, whenOpened, then);
    }

    /** The attempt of this number to hand it over. */
    public Attempt attempt(String fileName, long number) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Attempt(fileName, number, bytes.length, sha256);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public InputStream open() {
        whenOpened.run();
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public void mayLeave() {
        whenAsked.run();
    }
}
