package kontor.iso20022;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import kontor.core.Money;

/**
 * Writes one message in the form that all banks take: UTF-8 without a byte order mark, attributes
 * in double quotes, one namespace.
 */
final class XmlSink {

    /** Without a zone and without fractions of a second: some banks refuse these. */
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final XMLStreamWriter writer;
    private final Deque<String> open = new ArrayDeque<>();
    private final boolean old;

    XmlSink(OutputStream out, String namespace) {
        this(out, namespace, false);
    }

    /** A file of payment orders. */
    XmlSink(OutputStream out, OrderMessage message, OrderMessage.Form form) {
        this(out, "urn:iso:std:iso:20022:tech:xsd:" + message.version(form), form.old());
    }

    private XmlSink(OutputStream out, String namespace, boolean old) {
        this.old = old;
        var factory = new WstxOutputFactory();
        factory.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
        try {
            writer = factory.createXMLStreamWriter(out, "UTF-8");
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement("Document");
            writer.writeDefaultNamespace(namespace);
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    /** Whether the message is of the generation before 2019, with {@code BIC} and plain dates. */
    boolean isOld() {
        return old;
    }

    void open(String name) {
        try {
            writer.writeStartElement(name);
            open.push(name);
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    /** Ends an element; the name must be that of the open one, so that a missing end is noticed. */
    void close(String name) {
        if (!name.equals(open.peek())) {
            throw new IllegalStateException("closing " + name + ", open is " + open.peek());
        }
        try {
            writer.writeEndElement();
            open.pop();
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    boolean isOpen(String name) {
        return open.contains(name);
    }

    void text(String name, String text) {
        open(name);
        characters(text);
        close(name);
    }

    void text(String name, Optional<String> text) {
        text.ifPresent(present -> text(name, present));
    }

    void number(String name, long number) {
        text(name, Long.toString(number));
    }

    void decimal(String name, BigDecimal decimal) {
        text(name, decimal.toPlainString());
    }

    void date(String name, LocalDate date) {
        text(name, date.toString());
    }

    void dateTime(String name, LocalDateTime time) {
        text(name, SECONDS.format(time));
    }

    /** Elements around one text, outermost first. */
    void path(String text, String... names) {
        for (String name : names) {
            open(name);
        }
        characters(text);
        for (int i = names.length - 1; i >= 0; i--) {
            close(names[i]);
        }
    }

    /** The amount without its sign; the direction is an element of its own. */
    void amount(String name, Money money) {
        open(name);
        try {
            writer.writeAttribute("Ccy", money.currency().code());
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
        characters(money.decimal().abs().toPlainString());
        close(name);
    }

    /** {@code Amt} and {@code CdtDbtInd}. */
    void signedAmount(Money money) {
        amount("Amt", money);
        direction(money);
    }

    void direction(Money money) {
        text("CdtDbtInd", money.amountMinor() < 0 ? "DBIT" : "CRDT");
    }

    /** A debtor or creditor by name. */
    void party(String role, String name, Optional<Address> address) {
        open(role);
        text("Nm", name);
        address.ifPresent(present -> present.write(this));
        close(role);
    }

    /** {@code Id} of a creditor in the SEPA scheme. */
    void creditorIdentifier(String identifier) {
        open("Id");
        open("PrvtId");
        open("Othr");
        text("Id", identifier);
        path("SEPA", "SchmeNm", "Prtry");
        close("Othr");
        close("PrvtId");
        close("Id");
    }

    private void characters(String text) {
        try {
            writer.writeCharacters(text);
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    /** Ends the document; the stream below stays open. */
    void end() {
        try {
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException failure) {
            throw failed(failure);
        }
    }

    private static RuntimeException failed(XMLStreamException failure) {
        return failure.getCause() instanceof IOException cause
                ? new UncheckedIOException(cause)
                : new IllegalStateException("cannot write: " + failure.getMessage(), failure);
    }
}
