package kontor.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The parser of XML files from outside: no DTD, no entities but the five of XML itself, limits on
 * everything that a sender chooses. Whatever is wrong with a file is a {@link MalformedMessage}.
 */
final class XmlCursor implements AutoCloseable {

    private final BoundedInput input;
    private final Preamble preamble;
    private final XMLStreamReader reader;
    private int depth;

    XmlCursor(InputStream in, ReadLimits limits) {
        this.input = new BoundedInput(in, limits.fileBytes());
        try {
            this.preamble = Preamble.of(input);
            this.reader = factory(limits).createXMLStreamReader(rest(), preamble.encoding());
        } catch (IOException failed) {
            throw unreadable(failed);
        } catch (XMLStreamException broken) {
            throw refused(broken, broken.getLocation(), 0);
        }
    }

    /** In wide encodings a NUL byte is half a letter. */
    private InputStream rest() {
        var rest = preamble.rest();
        if (preamble.encoding().startsWith("UTF-16") || preamble.encoding().startsWith("UTF-32")) {
            return rest;
        }
        var whole = new WithoutPadding(rest);
        return preamble.encoding().equals("UTF-8") ? new WithoutMarks(whole) : whole;
    }

    /** Either the stream below is at fault, or the file is larger than allowed. */
    private RuntimeException unreadable(IOException failed) {
        IOException failure = input.sourceFailure();
        return failure == null
                ? new MalformedMessage(String.valueOf(failed.getMessage()), 1, 1, failed)
                : new UncheckedIOException(failure);
    }

    static XMLInputFactory factory(ReadLimits limits) {
        // Woodstox by name: the JDK's own parser counts escapes such as &amp; as entities and
        // refuses a file with more than 100,000 of them (JDK-8343006).
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // Banks put several documents one behind the other; whoever takes one only says so.
        factory.setProperty(
                WstxInputProperties.P_INPUT_PARSING_MODE,
                WstxInputProperties.PARSING_MODE_DOCUMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.textChars());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        return factory;
    }

    /** Moves on; one of the constants of {@link XMLStreamConstants}. */
    int advance() {
        try {
            if (!reader.hasNext()) {
                throw malformed("the file ends too early");
            }
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD -> throw malformed("a document type is not allowed");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw malformed("unknown entity");
                default -> {
                    /* the caller decides */
                }
            }
            return event;
        } catch (XMLStreamException broken) {
            throw refused(broken, reader.getLocation(), preamble.lines());
        }
    }

    /** Whether there is one more element in the file, in whichever document; moves to it. */
    boolean toElement() {
        int event = advance();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.END_DOCUMENT && isLast()) {
                return false;
            }
            event = advance();
        }
        return true;
    }

    private boolean isLast() {
        try {
            return !reader.hasNext();
        } catch (XMLStreamException broken) {
            throw refused(broken, reader.getLocation(), preamble.lines());
        }
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /** Of the element, without its namespace. */
    String name() {
        return reader.getLocalName();
    }

    /** Of the element; empty where it has none. */
    String namespace() {
        return Objects.requireNonNullElse(reader.getNamespaceURI(), "");
    }

    Optional<String> attribute(String name) {
        Optional<String> value = Optional.empty();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                value = Optional.of(reader.getAttributeValue(i));
            }
        }
        return value;
    }

    /** A piece of the text, which may come in several. */
    String text() {
        try {
            return reader.getText();
        } catch (WstxLazyException broken) {
            // Woodstox reads a text only when it is needed, so the fault shows up here.
            throw refused(
                    broken.getCause() instanceof XMLStreamException cause
                            ? cause
                            : new XMLStreamException(broken),
                    reader.getLocation(),
                    preamble.lines());
        }
    }

    int line() {
        return reader.getLocation().getLineNumber() + preamble.lines();
    }

    int column() {
        return reader.getLocation().getColumnNumber();
    }

    MalformedMessage malformed(String reason) {
        return new MalformedMessage(reason, line(), column());
    }

    private RuntimeException refused(
            XMLStreamException broken, @Nullable Location place, int linesBefore) {
        IOException failure = input.sourceFailure();
        if (failure != null) {
            return new UncheckedIOException(failure);
        }
        String reason =
                broken.getCause() instanceof IOException cause
                        ? String.valueOf(cause.getMessage())
                        : plain(firstLine(broken));
        return place == null
                ? new MalformedMessage(reason, 1, 1, broken)
                : new MalformedMessage(
                        reason,
                        place.getLineNumber() + linesBefore,
                        place.getColumnNumber(),
                        broken);
    }

    /** What happens most, in the words of people. */
    private static String plain(String why) {
        boolean ends = why.startsWith("Unexpected EOF") || why.startsWith("Unexpected end of");
        return "not well-formed XML: " + (ends ? "it breaks off before its end" : why);
    }

    private static String firstLine(XMLStreamException broken) {
        return String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException ignored) {
            // gives buffers back; the stream belongs to the caller
        }
    }
}
