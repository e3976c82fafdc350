package kontor.bankwords;

import java.util.List;
import java.util.Optional;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * What a bank adds to an entry or to one transaction of it.
 *
 * @param references beside those that payments are found by
 * @param remittance each line of text, and each structured part
 * @param parties behind debtor and creditor
 * @param exchange when a currency was converted
 * @param counterValue the amount in another currency
 */
public record EntryFacts(
        References references,
        StructuredRemittance remittance,
        Parties parties,
        Optional<Exchange> exchange,
        Optional<Money> counterValue,
        Optional<Card> card) {

    public static final EntryFacts NONE =
            new EntryFacts(
                    References.NONE,
                    StructuredRemittance.NONE,
                    Parties.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /**
     * References that are shown and not matched.
     *
     * @param uetr one id of a payment through all banks
     * @param clearing of the clearing system
     * @param other those of the bank's own, each with its kind
     */
    public record References(
            Optional<String> uetr,
            Optional<String> cheque,
            Optional<String> clearing,
            List<Reference> other) {

        static final References NONE =
                new References(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        public References {
            other = List.copyOf(other);
        }

        private static References read(XmlNode refs) {
            return new References(
                    refs.textAt("UETR"),
                    refs.textAt("ChqNb"),
                    refs.textAt("ClrSysRef"),
                    refs.all("Prtry").stream()
                            .flatMap(one -> Reference.read(one).stream())
                            .toList());
        }
    }

    /** A reference of the bank's own. */
    public record Reference(Optional<String> type, String reference) {

        private static Optional<Reference> read(XmlNode node) {
            return node.textAt("Ref").map(text -> new Reference(node.textAt("Tp"), text));
        }
    }

    /** Of {@code Ntry} or {@code TxDtls}, whose elements have the same names. */
    public static EntryFacts read(XmlNode node) {
        return new EntryFacts(
                node.at("Refs").map(References::read).orElse(References.NONE),
                node.at("RmtInf").map(StructuredRemittance::read).orElse(StructuredRemittance.NONE),
                node.at("RltdPties").map(Parties::read).orElse(Parties.NONE),
                Exchange.read(node),
                node.at("AmtDtls", "CntrValAmt", "Amt").map(XmlNode::money),
                node.at("CardTx").flatMap(Card::read));
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
