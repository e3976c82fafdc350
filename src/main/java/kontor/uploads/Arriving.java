package kontor.uploads;

import java.io.InputStream;
import java.util.Optional;

/** The input of a request while it arrives: a JSON body, or the parts of a form (RFC 7578). */
public sealed interface Arriving {

    record Body(Content json) implements Arriving {}

    record Form(Parts parts) implements Arriving {}

    /** Bytes of which the transport takes only so many; beyond them the stream throws. */
    @FunctionalInterface
    interface Content {
        InputStream atMost(long bytes);
    }

    /** The parts of a form, one after the other; each is read before the next is asked for. */
    @FunctionalInterface
    interface Parts {

        /** The next part; empty after the last. */
        Optional<Part> next();
    }

    /** One part of a form: a file, or a field. */
    interface Part {

        String name();

        /** As the client names it; empty for a field. */
        Optional<String> fileName();

        Content content();

        /** The content of a field that is no file. */
        String text();
    }
}
