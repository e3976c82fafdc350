package kontor.bankwords;

import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * What a payment is for, line by line and part by part ({@code RmtInf}).
 *
 * @param lines free text, as many lines as the bank sends
 * @param parts the structured ones, each of one claim
 */
public record StructuredRemittance(List<String> lines, List<Part> parts) {

    static final StructuredRemittance NONE = new StructuredRemittance(List.of(), List.of());

    public StructuredRemittance {
        lines = List.copyOf(lines);
        parts = List.copyOf(parts);
    }

    /**
     * One {@code Strd}.
     *
     * @param type of the reference: SCOR, QRR, or a word of the country's own
     * @param issuer of that type, e.g. ISO
     * @param reference of the creditor: RF, QRR, OCR, KID, Finnish, Belgian
     * @param amount of this claim
     * @param additional words of the same part
     */
    public record Part(
            Optional<String> type,
            Optional<String> issuer,
            Optional<String> reference,
            List<Document> documents,
            Optional<Money> amount,
            List<String> additional) {

        public Part {
            documents = List.copyOf(documents);
            additional = List.copyOf(additional);
        }

        private static Part read(XmlNode node) {
            return new Part(
                    node.at("CdtrRefInf", "Tp").flatMap(Part::type),
                    node.textAt("CdtrRefInf", "Tp", "Issr"),
                    node.textAt("CdtrRefInf", "Ref"),
                    node.all("RfrdDocInf").stream().map(Document::read).toList(),
                    node.at("RfrdDocAmt").flatMap(Part::amount),
                    node.texts("AddtlRmtInf"));
        }

        private static Optional<String> type(XmlNode type) {
            return type.textAt("CdOrPrtry", "Cd")
                    .or(() -> type.textAt("CdOrPrtry", "Prtry"))
                    .or(() -> type.textAt("Cd"))
                    .or(() -> type.textAt("Prtry"));
        }

        /** What was paid of it, else what was due. */
        private static Optional<Money> amount(XmlNode amounts) {
            return amounts.at("RmtdAmt").or(() -> amounts.at("DuePyblAmt")).map(XmlNode::money);
        }
    }

    /**
     * An invoice or another paper that is paid.
     *
     * @param type e.g. CINV, CREN
     * @param date as the bank wrote it
     */
    public record Document(Optional<String> type, Optional<String> number, Optional<String> date) {

        private static Document read(XmlNode node) {
            return new Document(
                    node.at("Tp").flatMap(Part::type),
                    node.textAt("Nb"),
                    node.textAt("RltdDt").or(() -> node.textAt("RltdDt", "Dt")));
        }
    }

    /** None where one line says everything. */
    static StructuredRemittance read(XmlNode remittance) {
        var lines = remittance.texts("Ustrd");
        var parts = remittance.all("Strd").stream().map(Part::read).toList();
        return parts.isEmpty() && lines.size() < 2 ? NONE : new StructuredRemittance(lines, parts);
    }
}
