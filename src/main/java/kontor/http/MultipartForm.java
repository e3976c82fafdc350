package kontor.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.encodings.PartHeaders;
import kontor.wire.Utf8;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A multipart/form-data body (RFC 7578), part by part as it arrives; no part is held as a whole.
 */
public final class MultipartForm {

    static final String TYPE = "multipart/form-data";

    private static final Pattern BOUNDARY =
            Pattern.compile("\\bboundary=", Pattern.CASE_INSENSITIVE);

    private static final int READ_BYTES = 32 << 10;
    private static final int LONGEST_HEADERS = 8 << 10;
    private static final int MOST_PARTS = 32;

    /** A field that is no file; the largest is metadata. */
    private static final int LONGEST_FIELD = 128 << 10;

    private final InputStream body;
    private final MultiPart.Parser parser;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private boolean ended;
    private boolean inPart;
    private boolean complete;

    private sealed interface Event {
        record Begin(String name, Optional<String> fileName) implements Event {}

        record Bytes(ByteBuffer bytes) implements Event {}

        record End() implements Event {}

        /** Jetty would swallow what is thrown while it parses. */
        record Refused(InvalidRequest why) implements Event {}
    }

    /** One part; its content is read before the next part is asked for, or is skipped. */
    public record Part(String name, Optional<String> fileName, InputStream content) {

        /** The content, which ends with 413 beyond {@code most} bytes. */
        public InputStream content(long most) {
            return new LimitedStream(content, most, name);
        }

        /** The content of a field that is no file. */
        public String text() {
            try {
                byte[] bytes = content.readNBytes(LONGEST_FIELD + 1);
                if (bytes.length > LONGEST_FIELD) {
                    throw new InvalidRequest(
                            Fault.invalid(
                                    name, "must not be longer than " + LONGEST_FIELD + " bytes"));
                }
                Utf8.requireValid(bytes);
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException gone) {
                throw HttpError.incompleteBody();
            }
        }
    }

    MultipartForm(String contentType, InputStream body) {
        this.body = body;
        parser = new MultiPart.Parser(boundary(contentType), new Collector());
        parser.setPartHeadersMaxLength(LONGEST_HEADERS);
        parser.setMaxParts(MOST_PARTS);
    }

    /** Jetty knows the parameter in small letters only (RFC 2045, 5.1: any will do). */
    private static String boundary(String contentType) {
        String type = BOUNDARY.matcher(contentType).replaceFirst("boundary=");
        try {
            String boundary = MultiPart.extractBoundary(type);
            if (boundary == null || boundary.isEmpty()) {
                throw broken("Content-Type has no boundary");
            }
            return boundary;
        } catch (IllegalArgumentException unreadable) {
            throw broken("its Content-Type cannot be read: " + unreadable.getMessage());
        }
    }

    private static InvalidRequest broken(String why) {
        return new InvalidRequest(
                new Fault("", "invalid_multipart", "the body is not multipart/form-data: " + why));
    }

    /** The next part; empty after the last. */
    public Optional<Part> next() {
        try {
            while (true) {
                Event event = event();
                switch (event) {
                    case null -> {
                        if (!complete) {
                            throw broken(
                                    "it ends without the closing boundary that Content-Type names");
                        }
                        return Optional.empty();
                    }
                    case Event.Begin(var name, var fileName) -> {
                        inPart = true;
                        return Optional.of(new Part(name, fileName, new PartContent()));
                    }
                    case Event.Refused(var why) -> throw why;
                    case Event.Bytes _, Event.End _ -> {
                        // What nobody read of the part before.
                    }
                }
            }
        } catch (IOException gone) {
            throw HttpError.incompleteBody();
        }
    }

    private @Nullable Event event() throws IOException {
        while (events.isEmpty() && !ended) {
            byte[] bytes = new byte[READ_BYTES];
            int read = body.read(bytes);
            ended = read < 0;
            parser.parse(Content.Chunk.from(ByteBuffer.wrap(bytes, 0, Math.max(read, 0)), ended));
        }
        return events.poll();
    }

    /** The content of the part at hand. */
    private final class PartContent extends InputStream {
        private ByteBuffer bytes = ByteBuffer.allocate(0);

        private boolean filled() throws IOException {
            while (inPart && !bytes.hasRemaining()) {
                switch (event()) {
                    case Event.Bytes(var more) -> bytes = more;
                    case Event.End _ -> inPart = false;
                    case Event.Refused(var why) -> throw why;
                    case Event.Begin _ ->
                            throw new IllegalStateException("a part begins inside a part");
                    case null -> throw broken("it ends inside a part");
                }
            }
            return bytes.hasRemaining();
        }

        @Override
        public int read() throws IOException {
            return filled() ? bytes.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!filled()) {
                return -1;
            }
            int part = Math.min(length, bytes.remaining());
            bytes.get(into, from, part);
            return part;
        }
    }

    /** Takes what Jetty's parser finds as the body arrives. */
    private final class Collector implements MultiPart.Parser.Listener {

        private PartHeaders headers = new PartHeaders();

        @Override
        public void onPartBegin() {
            headers = new PartHeaders();
        }

        @Override
        public void onPartHeader(String name, String value) {
            try {
                headers.add(name, value);
            } catch (IllegalArgumentException why) {
                events.add(new Event.Refused(broken(String.valueOf(why.getMessage()))));
            }
        }

        @Override
        public void onPartHeaders() {
            try {
                events.add(new Event.Begin(headers.name(), headers.fileName()));
            } catch (IllegalArgumentException why) {
                events.add(new Event.Refused(broken(String.valueOf(why.getMessage()))));
            }
        }

        @Override
        public void onPartContent(Content.Chunk chunk) {
            if (chunk.hasRemaining()) {
                events.add(new Event.Bytes(chunk.getByteBuffer().slice()));
            }
        }

        @Override
        public void onPartEnd() {
            events.add(new Event.End());
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        @Override
        public void onFailure(Throwable failure) {
            String why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            events.add(new Event.Refused(broken(why)));
        }
    }
}
