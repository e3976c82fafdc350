package kontor.iso20022;

import java.time.LocalDate;
import java.util.Optional;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * One balance of a statement.
 *
 * @param type OPBD or PRCD opening, CLBD closing, CLAV available; others and the banks' own exist
 * @param amount negative when overdrawn
 * @param date some banks forget it
 * @param marked the bank says whether it is credit or debit; without that word the amount has no
 *     sign, and is nobody's balance before something proves it
 * @param creditLine a line of credit that the bank has added to the amount
 */
public record Balance(
        Code type,
        Money amount,
        Optional<LocalDate> date,
        boolean marked,
        Optional<Money> creditLine) {

    /** A balance as a bank should tell it. */
    public Balance(Code type, Money amount, Optional<LocalDate> date) {
        this(type, amount, date, true, Optional.empty());
    }

    /** An opening balance that other statements prove. */
    public static Balance opening(Money amount) {
        return new Balance(Code.iso("OPBD"), amount, Optional.empty());
    }

    static Balance read(XmlNode node) {
        var type = node.need("Tp");
        var code =
                Code.read(type.at("CdOrPrtry").or(() -> Optional.of(type)))
                        .orElseThrow(() -> type.malformed("no balance type"));
        var amount = node.need("Amt").money();
        var credit = node.at("CdtDbtInd").map(XmlNode::isCredit);
        return new Balance(
                code,
                credit.orElse(true) ? amount : amount.negated(),
                node.at("Dt").flatMap(XmlNode::dateIfAny),
                credit.isPresent(),
                creditLine(node, amount));
    }

    private static Optional<Money> creditLine(XmlNode node, Money amount) {
        return node.all("CdtLine").stream()
                .filter(line -> line.at("Incl").map(XmlNode::flag).orElse(false))
                .flatMap(line -> line.at("Amt").stream())
                .map(XmlNode::money)
                .filter(line -> line.currency().equals(amount.currency()))
                .reduce(Money::plus);
    }

    /** The same balance with an amount that something proves. */
    public Balance proven(Money value) {
        return new Balance(type, value, date, true, Optional.empty());
    }

    /** The same balance under the name that ISO 20022 has for it. */
    public Balance called(String isoCode) {
        return new Balance(Code.iso(isoCode), amount, date, marked, creditLine);
    }

    /** IllegalStateException: the schema wants the date that is missing. */
    void write(XmlSink xml) {
        var known =
                date.orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "balance " + type.value() + " has no date"));
        xml.open("Bal");
        xml.open("Tp");
        type.write(xml, "CdOrPrtry");
        xml.close("Tp");
        xml.signedAmount(amount);
        xml.open("Dt");
        xml.date("Dt", known);
        xml.close("Dt");
        xml.close("Bal");
    }
}
