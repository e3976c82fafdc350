package kontor.bgmax;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import kontor.autogiro.AutogiroReader;
import kontor.autogiro.MalformedAutogiro;
import kontor.autogiro.Section;
import kontor.banks.ArrivedFile;
import kontor.banks.FileHead;
import kontor.banks.FileKind;
import kontor.banks.Verdict;
import kontor.db.Tx;

/** Files of BgMax, read as the notifications that took their place. */
public final class BgMaxFiles implements FileKind {

    private final FileKind notifications;

    /**
     * @param notifications reads camt.054
     */
    public BgMaxFiles(FileKind notifications) {
        this.notifications = notifications;
    }

    @Override
    public String name() {
        return "BGMAX";
    }

    @Override
    public boolean recognizes(FileHead head) {
        try (var in = head.open()) {
            return AutogiroReader.recognize(in).filter(one -> one == Section.BGMAX).isPresent();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Conclusion read(ArrivedFile file, Function<UUID, InputStream> files) {
        try (var in = files.apply(file.id())) {
            byte[] message = packed(Deposits.read(in), "BGMAX-" + file.id());
            // Files that were read before and wait for this one are read by their own kind.
            return notifications.read(file, _ -> unpacked(message));
        } catch (MalformedAutogiro malformed) {
            return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As XML it would be ten times as large. */
    private static byte[] packed(Deposits deposits, String id) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            deposits.asNotification(id, out);
        }
        return bytes.toByteArray();
    }

    private static InputStream unpacked(byte[] message) {
        try {
            return new GZIPInputStream(new ByteArrayInputStream(message));
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read from memory", broken);
        }
    }

    @Override
    public Map<UUID, String> waiting(Tx tx, Collection<UUID> inboxFiles) {
        return notifications.waiting(tx, inboxFiles);
    }
}
