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
 */
public record Balance(Code type, Money amount, Optional<LocalDate> date) {

    static Balance read(XmlNode node) {
        var type = node.need("Tp");
        var code =
                Code.read(type.at("CdOrPrtry").or(() -> Optional.of(type)))
                        .orElseThrow(() -> type.malformed("no balance type"));
        return new Balance(code, node.signedMoney(), node.at("Dt").map(XmlNode::date));
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
