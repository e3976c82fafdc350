package kontor.mandatepapers;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A PDF document that is not written yet.
 *
 * @param name of its file, without its ending
 */
public record Paper(String name, Text text) {

    /** The media type of ISO 32000. */
    public static final String PDF = "application/pdf";

    /** What stands on it. */
    @FunctionalInterface
    interface Text {
        void write(Sheet sheet) throws IOException;
    }

    /** Writes it; bounded memory, however long it is. */
    public void writeTo(OutputStream out) throws IOException {
        try (var sheet = new Sheet(out, name)) {
            text.write(sheet);
        }
    }
}
