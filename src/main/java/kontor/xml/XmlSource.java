package kontor.xml;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/**
 * Opens XML files from outside, all of them: no DTD, no entities but the five of XML itself, limits
 * on everything that a sender chooses. A cursor over elements by local name; namespaces are
 * ignored, since banks misspell them, leave them out and invent their own.
 */
public final class XmlSource implements AutoCloseable {

    private static final String SECOND_MESSAGE =
            "a second message; each belongs in a file of its own, as the bank can be asked to send"
                    + " them";

    /** What an element counts beside its text, so that a million empty ones are too many. */
    private static final int NODE_CHARS = 16;

    /** Elements of an envelope before its message; a header of business has about twenty. */
    private static final int MOST_ENVELOPE = 2_000;

    /** {@code head.001}: who sends which message to whom; banks wrap it around or put it beside. */
    private static final String ISO_20022 = "urn:iso:std:iso:20022:tech:xsd:";

    private static final String BUSINESS_HEADER = "AppHdr";

    private final ReadLimits limits;
    private final XmlCursor cursor;
    private int recordChars;

    public XmlSource(InputStream in, ReadLimits limits) {
        this.limits = limits;
        this.cursor = new XmlCursor(in, limits);
    }

    /** Which of the messages, known by the names of their elements, a file holds. */
    public static <M> M recognize(InputStream in, ReadLimits limits, Map<String, M> byElement) {
        try (var xml = new XmlSource(in, limits)) {
            String name = xml.message(byElement.keySet());
            return Optional.ofNullable(byElement.get(name)).orElseThrow();
        }
    }

    /**
     * Moves to the message: inside {@code Document}, which may stand in an envelope of any name
     * beside a header, or without it. The name must be one of the expected.
     */
    public String message(Set<String> expected) {
        return next(expected)
                .orElseThrow(() -> cursor.malformed("the root element is , not Document"));
    }

    /**
     * The same for one more message of the file: in the same envelope, or in a document behind the
     * one before. Absent when there is none.
     */
    public Optional<String> next(Set<String> expected) {
        String root = "";
        int elements = 0;
        while (elements++ < MOST_ENVELOPE && cursor.toElement()) {
            String name = cursor.name();
            if (expected.contains(name)) {
                return Optional.of(name);
            }
            if (name.equals("Document")) {
                return Optional.of(inDocument(expected));
            }
            if (cursor.depth() == 1) {
                root = name;
            }
            if (name.equals(BUSINESS_HEADER)) {
                children(_ -> {});
            }
        }
        if (elements <= MOST_ENVELOPE && root.isEmpty()) {
            return Optional.empty();
        }
        throw cursor.malformed("the root element is " + root + ", not Document");
    }

    /** That something is wrong here, in words. */
    public MalformedMessage malformed(String reason) {
        return cursor.malformed(reason);
    }

    private String inDocument(Set<String> expected) {
        int event = cursor.advance();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.END_ELEMENT) {
                throw cursor.malformed("Document is empty");
            }
            event = cursor.advance();
        }
        String name = cursor.name();
        if (name.equals(BUSINESS_HEADER)) {
            children(_ -> {});
            return inDocument(expected);
        }
        if (!expected.contains(name)) {
            throw cursor.malformed("the message is " + known(name) + ", which is not read here");
        }
        return name;
    }

    /** With the name that ISO 20022 has for it, where its namespace tells. */
    private String known(String name) {
        String space = cursor.namespace();
        return space.startsWith(ISO_20022)
                ? name + " (" + space.substring(ISO_20022.length()) + ")"
                : name;
    }

    /**
     * Reads to the end of the file, so that what follows the message is well-formed, too, and no
     * second one that nobody would read.
     */
    public void end() {
        while (cursor.toElement()) {
            if (cursor.name().equals("Document") || cursor.depth() == 1) {
                throw cursor.malformed(SECOND_MESSAGE);
            }
        }
    }

    /**
     * Visits each child of the current element and leaves the cursor at its end. A child the
     * visitor did not read, or read only in part, is skipped.
     */
    public void children(Consumer<String> visitor) {
        int parent = cursor.depth();
        while (true) {
            int event = cursor.advance();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                visitor.accept(cursor.name());
                while (cursor.depth() > parent) {
                    cursor.advance();
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
        cursor.attribute("Ccy").ifPresent(node::currencyCode);
        var text = new StringBuilder();
        while (true) {
            switch (cursor.advance()) {
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
        if (cursor.name().equals("SplmtryData")) {
            children(_ -> {});
            return;
        }
        parent.add(readNode());
    }

    private void append(StringBuilder text) {
        String some = cursor.text();
        count(some.length());
        if (text.length() + some.length() > limits.textChars()) {
            throw cursor.malformed("a text is longer than " + limits.textChars() + " characters");
        }
        text.append(some);
    }

    private void count(int chars) {
        recordChars += chars;
        if (recordChars > limits.recordChars()) {
            throw cursor.malformed(
                    "a record is longer than " + limits.recordChars() + " characters");
        }
    }

    private XmlNode node() {
        return new XmlNode(cursor.name(), cursor.line(), cursor.column());
    }

    @Override
    public void close() {
        cursor.close();
    }
}
