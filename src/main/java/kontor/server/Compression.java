package kontor.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Answers in gzip (RFC 9110, 8.4.1.3) for clients that take it, where it is worth it. */
final class Compression {

    /** Shorter answers fit into one packet anyway. */
    private static final int WORTH = 1 << 10;

    private Compression() {}

    static boolean isWanted(Request request, String contentType) {
        boolean text =
                contentType.contains("json")
                        || contentType.contains("text/")
                        || contentType.contains("xml")
                        || contentType.contains("yaml");
        return text
                && request.getHeaders().getCSV(HttpHeader.ACCEPT_ENCODING, false).stream()
                        .anyMatch(Compression::isGzip);
    }

    private static boolean isGzip(String coding) {
        String plain = coding.replace(" ", "").toLowerCase(Locale.ROOT);
        return plain.equals("gzip")
                || plain.startsWith("gzip;") && !plain.matches("gzip;q=0(\\.0*)?");
    }

    /** The bytes in gzip, and the header that says so; short ones as they are. */
    static byte[] of(byte[] bytes, HttpFields.Mutable headers) {
        if (bytes.length <= WORTH) {
            return bytes;
        }
        var packed = new ByteArrayOutputStream(bytes.length / 4);
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        told(headers);
        return packed.toByteArray();
    }

    /** The same for an answer that is written while it is sent. */
    static OutputStream of(OutputStream out, HttpFields.Mutable headers) throws IOException {
        told(headers);
        return new GZIPOutputStream(out, WORTH << 3);
    }

    private static void told(HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        headers.add(HttpHeader.VARY, "Accept-Encoding");
    }
}
