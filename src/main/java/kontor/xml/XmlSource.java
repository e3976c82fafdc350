package kontor.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Opens XML files from outside, all of them: no DTD, no entities but the five of XML itself, limits
 * on everything that a sender chooses. A cursor over elements by local name; namespaces are
 * ignored, since banks misspell them, leave them out and invent their own.
 */
public final class XmlSource implements AutoCloseable {

    /** What an element counts beside its text, so that a million empty ones are too many. */
    private static final int NODE_CHARS = 16;

    private final BoundedInput input;
    private final ReadLimits limits;
    private final XMLStreamReader reader;
    private int depth;
    private int recordChars;

    public XmlSource(InputStream in, ReadLimits limits) {
        this.input = new BoundedInput(in, limits.fileBytes());
        this.limits = limits;
        try {
            this.reader = factory(limits).createXMLStreamReader(input);
        } catch (XMLStreamException broken) {
            throw refused(broken, broken.getLocation());
        }
    }

    private static XMLInputFactory factory(ReadLimits limits) {
        // Woodstox by name: the JDK's own parser counts escapes such as &amp; as entities and
        // refuses a file with more than 100,000 of them (JDK-8343006).
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.textChars());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        return factory;
    }

    /** Which of the messages, known by the names of their elements, a file holds. */
    public static <M> M recognize(InputStream in, ReadLimits limits, Map<String, M> byElement) {
        try (var xml = new XmlSource(in, limits)) {
            String name = xml.message(byElement.keySet());
            return Optional.ofNullable(byElement.get(name)).orElseThrow();
        }
    }

    /** Moves to the message inside {@code Document}; the name must be one of the expected. */
    public String message(Set<String> expected) {
        while (advance() != XMLStreamConstants.START_ELEMENT) {
            // comments and processing instructions before the root
        }
        if (!reader.getLocalName().equals("Document")) {
            throw malformed("the root element is " + reader.getLocalName() + ", not Document");
        }
        int event = advance();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.END_ELEMENT) {
                throw malformed("Document is empty, expected one of " + expected);
            }
            event = advance();
        }
        String name = reader.getLocalName();
        if (!expected.contains(name)) {
            throw malformed("the message is " + name + ", expected one of " + expected);
        }
        return name;
    }

    /** Reads to the end of the file, so that what follows the message is well-formed, too. */
    public void end() {
        while (advance() != XMLStreamConstants.END_DOCUMENT) {
            // skipped
        }
    }

    /**
     * Visits each child of the current element and leaves the cursor at its end. A child the
     * visitor did not read, or read only in part, is skipped.
     */
    public void children(Consumer<String> visitor) {
        int parent = depth;
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                visitor.accept(reader.getLocalName());
                while (depth > parent) {
                    advance();
                }
            }
        }
    }

    /**
     * Visits an element that is too large to hold in memory. Its children named in {@code head} are
     * collected as one node and passed to {@code onHead}. The visitor that this returns then takes
     * each of the children named in {@code parts}. Other children are skipped, and so are those of
     * the head that stand after the first part.
     *
     * @return the visitor
     */
    public <V extends Consumer<String>> V split(
            Set<String> head, Set<String> parts, Function<XmlNode, V> onHead) {
        var gathered = new Gathered<>(node(), onHead);
        recordChars = 0;
        children(
                name -> {
                    if (parts.contains(name)) {
                        gathered.visitor().accept(name);
                        return;
                    }
                    if (head.contains(name) && gathered.visitor == null) {
                        gathered.node.add(readNode());
                    }
                });
        return gathered.visitor();
    }

    private static final class Gathered<V> {

        private final XmlNode node;
        private final Function<XmlNode, V> onHead;
        private @Nullable V visitor;

        Gathered(XmlNode node, Function<XmlNode, V> onHead) {
            this.node = node;
            this.onHead = onHead;
        }

        V visitor() {
            if (visitor == null) {
                visitor = onHead.apply(node);
            }
            return visitor;
        }
    }

    /** The current element with everything below it; the cursor is left at its end. */
    public XmlNode record() {
        recordChars = 0;
        return readNode();
    }

    private XmlNode readNode() {
        var node = node();
        count(node.name().length() + NODE_CHARS);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals("Ccy")) {
                node.currencyCode(reader.getAttributeValue(i));
            }
        }
        var text = new StringBuilder();
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.END_ELEMENT -> {
                    node.text(text.toString().strip());
                    return node;
                }
                case XMLStreamConstants.START_ELEMENT -> child(node);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text);
                default -> {
                    /* comments and processing instructions say nothing */
                }
            }
        }
    }

    private void child(XmlNode parent) {
        // Supplementary data is anyone's vocabulary in any size; nothing here reads it.
        if (reader.getLocalName().equals("SplmtryData")) {
            children(_ -> {});
            return;
        }
        parent.add(readNode());
    }

    private void append(StringBuilder text) {
        try {
            count(reader.getTextLength());
            if (text.length() + reader.getTextLength() > limits.textChars()) {
                throw malformed("a text is longer than " + limits.textChars() + " characters");
            }
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        } catch (WstxLazyException broken) {
            // Woodstox reads a text only when it is needed, so the fault shows up here.
            throw refused(
                    broken.getCause() instanceof XMLStreamException cause
                            ? cause
                            : new XMLStreamException(broken),
                    reader.getLocation());
        }
    }

    private void count(int chars) {
        recordChars += chars;
        if (recordChars > limits.recordChars()) {
            throw malformed("a record is longer than " + limits.recordChars() + " characters");
        }
    }

    private XmlNode node() {
        var place = reader.getLocation();
        return new XmlNode(reader.getLocalName(), place.getLineNumber(), place.getColumnNumber());
    }

    private int advance() {
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
            throw refused(broken, reader.getLocation());
        }
    }

    private MalformedMessage malformed(String reason) {
        return malformed(reason, reader.getLocation(), null);
    }

    private RuntimeException refused(XMLStreamException broken, @Nullable Location place) {
        IOException failure = input.sourceFailure();
        if (failure != null) {
            return new UncheckedIOException(failure);
        }
        String reason =
                broken.getCause() instanceof IOException cause
                        ? String.valueOf(cause.getMessage())
                        : "not well-formed XML: " + firstLine(broken);
        return place == null
                ? new MalformedMessage(reason, 1, 1, broken)
                : malformed(reason, place, broken);
    }

    private static MalformedMessage malformed(
            String reason, Location place, @Nullable Throwable cause) {
        return new MalformedMessage(reason, place.getLineNumber(), place.getColumnNumber(), cause);
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
