package kontor.iso20022;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * What a payment is for ({@code RmtInf}).
 *
 * @param unstructured free text; several lines of a statement are joined by a space
 * @param references structured creditor references: RF, OCR, KID, QRR
 * @param issuer who gives out the references, where that is not ISO
 */
public record Remittance(
        Optional<String> unstructured, List<String> references, Optional<String> issuer) {

    /** Who gives out the structured communications of Belgium. */
    public static final String BELGIAN = "BBA";

    private static final Pattern SWISS_QR = Pattern.compile("[0-9]{27}");

    public Remittance {
        references = List.copyOf(references);
        if (unstructured.isEmpty() && references.isEmpty()) {
            throw new IllegalArgumentException("a remittance says something");
        }
    }

    public Remittance(Optional<String> unstructured, List<String> references) {
        this(unstructured, references, Optional.empty());
    }

    /** A reference of 12 digits that Belgian banks know. */
    public static Remittance ofBelgian(String reference) {
        return new Remittance(Optional.empty(), List.of(reference), Optional.of(BELGIAN));
    }

    public static Remittance ofText(String text) {
        return new Remittance(Optional.of(text), List.of());
    }

    public static Remittance ofReference(String reference) {
        return new Remittance(Optional.empty(), List.of(reference));
    }

    /** A payment order carries one text of 140 or one reference of 35, never both. */
    void checkOneForm() {
        Checks.text("remittance", unstructured, 140);
        references.forEach(reference -> Checks.text("creditor reference", reference, 35));
        if (references.size() + (unstructured.isPresent() ? 1 : 0) != 1) {
            throw new IllegalArgumentException("either one remittance text or one reference");
        }
    }

    static Optional<Remittance> read(XmlNode transaction) {
        return transaction.at("RmtInf").flatMap(Remittance::readParts);
    }

    private static Optional<Remittance> readParts(XmlNode information) {
        var texts = new ArrayList<>(information.texts("Ustrd"));
        var references = new ArrayList<String>();
        var issuer = Optional.<String>empty();
        for (XmlNode structured : information.all("Strd")) {
            structured.textAt("CdtrRefInf", "Ref").ifPresent(references::add);
            if (structured.textAt("CdtrRefInf", "Tp", "Issr").equals(Optional.of(BELGIAN))) {
                issuer = Optional.of(BELGIAN);
            }
            texts.addAll(structured.texts("AddtlRmtInf"));
        }
        if (texts.isEmpty() && references.isEmpty()) {
            return Optional.empty();
        }
        var joined = Optional.of(String.join(" ", texts)).filter(text -> !text.isEmpty());
        return Optional.of(new Remittance(joined, references, issuer));
    }

    void write(XmlSink xml) {
        write(xml, Optional.empty());
    }

    /**
     * @param referred the amount that stands beside a reference, where the bank wants it
     */
    void write(XmlSink xml, Optional<Money> referred) {
        xml.open("RmtInf");
        xml.text("Ustrd", unstructured);
        references.forEach(reference -> writeReference(xml, reference, referred));
        xml.close("RmtInf");
    }

    private void writeReference(XmlSink xml, String reference, Optional<Money> referred) {
        xml.open("Strd");
        referred.ifPresent(
                amount -> {
                    xml.open("RfrdDocAmt");
                    xml.amount("RmtdAmt", amount);
                    xml.close("RfrdDocAmt");
                });
        xml.open("CdtrRefInf");
        xml.open("Tp");
        // A Swiss QR reference is the only one of 27 digits, and not one of ISO's types.
        if (SWISS_QR.matcher(reference).matches()) {
            xml.path("QRR", "CdOrPrtry", "Prtry");
        } else {
            xml.path("SCOR", "CdOrPrtry", "Cd");
        }
        if (reference.startsWith("RF")) {
            xml.text("Issr", "ISO");
        } else {
            xml.text("Issr", issuer);
        }
        xml.close("Tp");
        xml.text("Ref", reference);
        xml.close("CdtrRefInf");
        xml.close("Strd");
    }
}
