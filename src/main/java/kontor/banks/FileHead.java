package kontor.banks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import kontor.filenature.FileNature;

/** How a file begins, for each kind to look whether it is one of its own. */
public final class FileHead {

    private static final int MOST_BYTES = 64 << 10;

    private final byte[] beginning;
    private final Supplier<InputStream> content;

    FileHead(Supplier<InputStream> content) {
        this.content = content;
        try (var in = content.get()) {
            this.beginning = in.readNBytes(MOST_BYTES);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What it is when it is nothing that a bank should send; empty for what may be read. */
    Optional<String> nature() {
        return FileNature.of(beginning);
    }

    /** From the first byte on, anew each time and as far as anybody wants to read. */
    public InputStream open() {
        return beginning.length < MOST_BYTES ? new ByteArrayInputStream(beginning) : content.get();
    }
}
