package kontor.uploads;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of an input, one after the other. */
public interface RowSource extends Closeable {

    /** The next record; null after the last. */
    @Nullable Row next() throws IOException;

    /** Passes over the next record without reading what it says; false after the last. */
    boolean skip() throws IOException;
}
