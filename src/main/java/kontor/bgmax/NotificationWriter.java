package kontor.bgmax;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import kontor.bgmax.Deposits.Deposit;
import kontor.bgmax.Deposits.Paid;
import kontor.core.Money;

/** Writes deposits as a camt.054.001.08, with what BgMax tells of them and nothing else. */
final class NotificationWriter {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
    private static final String SCHEMA = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08";

    private final String id;
    private final LocalDate written;

    NotificationWriter(String id, LocalDate written) {
        this.id = id;
        this.written = written;
    }

    private interface Content {
        void write() throws XMLStreamException;
    }

    /**
     * @param accounts the deposits of each bankgiro
     */
    void write(List<List<Deposit>> accounts, OutputStream to) {
        try {
            var xml = new Xml(FACTORY.createXMLStreamWriter(to, "UTF-8"));
            xml.to.writeStartDocument("UTF-8", "1.0");
            xml.to.writeStartElement("Document");
            xml.to.writeDefaultNamespace(SCHEMA);
            xml.in(
                    "BkToCstmrDbtCdtNtfctn",
                    () -> {
                        xml.in(
                                "GrpHdr",
                                () -> {
                                    xml.text("MsgId", id);
                                    xml.text("CreDtTm", written + "T00:00:00");
                                });
                        for (int i = 0; i < accounts.size(); i++) {
                            write(xml, accounts.get(i), i + 1);
                        }
                    });
            xml.to.writeEndDocument();
            xml.to.close();
        } catch (XMLStreamException broken) {
            throw new IllegalStateException("cannot write to memory", broken);
        }
    }

    private void write(Xml xml, List<Deposit> deposits, int number) throws XMLStreamException {
        xml.in(
                "Ntfctn",
                () -> {
                    xml.text("Id", id + "-" + number);
                    xml.text("CreDtTm", written + "T00:00:00");
                    xml.in(
                            "Acct",
                            () -> {
                                xml.path(deposits.getFirst().bankgiro(), "Id", "Othr", "Id");
                                xml.text("Ccy", deposits.getFirst().currency());
                            });
                    for (var one : deposits) {
                        xml.in("Ntry", () -> entry(xml, one));
                    }
                });
    }

    /** By the number of the deposit, which Bankgirot tells the bank too, the entry is found. */
    private static void entry(Xml xml, Deposit one) throws XMLStreamException {
        xml.text("NtryRef", one.serial());
        xml.amount(one.totalMinor(), one.currency());
        xml.path("BOOK", "Sts", "Cd");
        xml.path(one.day().toString(), "BookgDt", "Dt");
        code(xml);
        xml.in(
                "NtryDtls",
                () -> {
                    xml.path(one.name(), "Btch", "PmtInfId");
                    for (var paid : one.payments()) {
                        xml.in("TxDtls", () -> details(xml, one, paid));
                    }
                });
    }

    private static void code(Xml xml) throws XMLStreamException {
        xml.in(
                "BkTxCd",
                () ->
                        xml.in(
                                "Domn",
                                () -> {
                                    xml.text("Cd", "PMNT");
                                    xml.in(
                                            "Fmly",
                                            () -> {
                                                xml.text("Cd", "RCDT");
                                                xml.text("SubFmlyCd", "DMCT");
                                            });
                                }));
    }

    private static void details(Xml xml, Deposit deposit, Paid paid) throws XMLStreamException {
        if (!paid.serial().isEmpty()) {
            xml.path(paid.serial(), "Refs", "AcctSvcrRef");
        }
        xml.amount(paid.amountMinor(), deposit.currency());
        if (paid.payer().isPresent()) {
            xml.path(paid.payer().get(), "RltdPties", "Dbtr", "Pty", "Nm");
        }
        if (!paid.references().isEmpty()) {
            xml.in("RmtInf", () -> references(xml, paid));
        }
    }

    /** Words stand before numbers there. */
    private static void references(Xml xml, Paid paid) throws XMLStreamException {
        for (var one : paid.references()) {
            if (!one.ocr()) {
                xml.text("Ustrd", one.text());
            }
        }
        for (var one : paid.references()) {
            if (one.ocr()) {
                xml.path(one.text(), "Strd", "CdtrRefInf", "Ref");
            }
        }
    }

    private record Xml(XMLStreamWriter to) {

        void in(String name, Content content) throws XMLStreamException {
            to.writeStartElement(name);
            content.write();
            to.writeEndElement();
        }

        void text(String name, String text) throws XMLStreamException {
            in(name, () -> to.writeCharacters(text));
        }

        /** One element in the other. */
        void path(String text, String... names) throws XMLStreamException {
            for (String name : names) {
                to.writeStartElement(name);
            }
            to.writeCharacters(text);
            for (int i = 0; i < names.length; i++) {
                to.writeEndElement();
            }
        }

        void amount(long minor, String currency) throws XMLStreamException {
            to.writeStartElement("Amt");
            to.writeAttribute("Ccy", currency);
            to.writeCharacters(Money.of(Math.abs(minor), currency).decimal().toPlainString());
            to.writeEndElement();
            text("CdtDbtInd", minor < 0 ? "DBIT" : "CRDT");
        }
    }
}
