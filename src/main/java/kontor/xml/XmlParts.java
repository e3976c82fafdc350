package kontor.xml;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.XMLEvent;

/**
 * Copies a message that was read before, as a stream, with some of its parts only: of several
 * statements one. Everything else of it stays as it is.
 */
public final class XmlParts {

    /** Which parts of a message are wanted. */
    public interface Wanted {

        /** The name of the element that each part is, e.g. {@code Stmt}. */
        String element();

        /** The name of its child that is the last one looked at, e.g. {@code Acct}. */
        String lastOfHead();

        /**
         * @param head the texts up to that child, by their paths in the part, e.g. {@code
         *     Acct/Id/IBAN}
         */
        boolean is(Map<String, String> head);

        /** What stands in the copy in the place of a text. */
        String text(String element, String text);
    }

    private final XMLEventReader reader;
    private final XMLEventWriter writer;
    private final Wanted wanted;
    private final XMLEventFactory events = XMLEventFactory.newFactory();
    private final Deque<String> open = new ArrayDeque<>();

    private XmlParts(XMLEventReader reader, XMLEventWriter writer, Wanted wanted) {
        this.reader = reader;
        this.writer = writer;
        this.wanted = wanted;
    }

    /** Copies a message; {@link MalformedMessage} where it cannot be read after all. */
    public static void copy(InputStream in, ReadLimits limits, OutputStream out, Wanted wanted) {
        try {
            var bounded = new BoundedInput(in, limits.fileBytes());
            var reader = XmlCursor.factory(limits).createXMLEventReader(bounded);
            var writer = new WstxOutputFactory().createXMLEventWriter(out, "UTF-8");
            new XmlParts(reader, writer, wanted).copy();
            writer.flush();
        } catch (XMLStreamException broken) {
            var where = broken.getLocation();
            int line = where == null ? 1 : where.getLineNumber();
            int column = where == null ? 1 : where.getColumnNumber();
            throw new MalformedMessage("it cannot be read", line, column, broken);
        }
    }

    private void copy() throws XMLStreamException {
        while (reader.hasNext()) {
            if (isPart(reader.peek())) {
                part();
            } else {
                var next = moved();
                if (!next.isStartDocument()) {
                    writer.add(shown(next));
                } else {
                    writer.add(events.createStartDocument("UTF-8", "1.0"));
                }
            }
        }
    }

    private boolean isPart(XMLEvent event) {
        return event.isStartElement()
                && event.asStartElement().getName().getLocalPart().equals(wanted.element());
    }

    private XMLEvent moved() throws XMLStreamException {
        var next = reader.nextEvent();
        if (next.isStartElement()) {
            open.push(next.asStartElement().getName().getLocalPart());
        } else if (next.isEndElement()) {
            open.pop();
        }
        return next;
    }

    private XMLEvent shown(XMLEvent event) {
        if (!event.isCharacters() || open.isEmpty()) {
            return event;
        }
        String before = event.asCharacters().getData();
        String after = wanted.text(open.element(), before);
        return after.equals(before) ? event : events.createCharacters(after);
    }

    /** Its head is held until it is known whether it is wanted. */
    private void part() throws XMLStreamException {
        int outside = open.size();
        var head = new ArrayList<XMLEvent>();
        var texts = new HashMap<String, String>();
        boolean complete = false;
        do {
            var next = moved();
            head.add(shown(next));
            if (next.isCharacters() && open.size() > outside + 1) {
                texts.merge(path(outside), next.asCharacters().getData(), String::concat);
            }
            complete = open.size() == outside || isLastOfHead(next, outside);
        } while (!complete);
        boolean kept = wanted.is(stripped(texts));
        if (kept) {
            for (XMLEvent one : head) {
                writer.add(one);
            }
        }
        while (open.size() > outside) {
            var next = moved();
            if (kept) {
                writer.add(shown(next));
            }
        }
    }

    private boolean isLastOfHead(XMLEvent event, int outside) {
        return event.isEndElement()
                && open.size() == outside + 1
                && event.asEndElement().getName().getLocalPart().equals(wanted.lastOfHead());
    }

    /** Of the element that is open, below the part. */
    private String path(int outside) {
        var names = new ArrayList<>(List.copyOf(open));
        var inside = names.subList(0, names.size() - outside - 1).reversed();
        return String.join("/", inside);
    }

    private static Map<String, String> stripped(Map<String, String> texts) {
        var stripped = new HashMap<String, String>();
        texts.forEach((path, text) -> stripped.put(path, text.strip()));
        return stripped;
    }
}
