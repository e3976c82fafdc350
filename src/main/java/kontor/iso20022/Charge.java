package kontor.iso20022;

import java.util.ArrayList;
import java.util.List;
import kontor.core.Money;
import kontor.xml.XmlNode;

/**
 * A fee of the bank.
 *
 * @param amount negative when the account pays it, the usual case and the one meant when a bank
 *     does not say
 * @param included the amount of the entry already contains it
 */
public record Charge(Money amount, boolean included) {

    /**
     * Reads {@code Chrgs} of all generations: flat and repeated in .02, records below one element
     * later, or nothing but a total.
     */
    static List<Charge> readAll(XmlNode node) {
        var charges = new ArrayList<Charge>();
        for (XmlNode element : node.all("Chrgs")) {
            var records = element.all("Rcrd");
            records.forEach(record -> charges.add(read(record)));
            if (records.isEmpty() && element.at("Amt").isPresent()) {
                charges.add(read(element));
            }
            if (records.isEmpty() && element.at("Amt").isEmpty()) {
                element.at("TtlChrgsAndTaxAmt")
                        .map(total -> new Charge(total.money().negated(), false))
                        .ifPresent(charges::add);
            }
        }
        return List.copyOf(charges);
    }

    private static Charge read(XmlNode node) {
        boolean credit = node.at("CdtDbtInd").map(XmlNode::isCredit).orElse(false);
        var amount = node.need("Amt").money();
        return new Charge(
                credit ? amount : amount.negated(),
                node.at("ChrgInclInd").map(XmlNode::flag).orElse(false));
    }

    static void writeAll(XmlSink xml, List<Charge> charges) {
        if (charges.isEmpty()) {
            return;
        }
        xml.open("Chrgs");
        for (Charge charge : charges) {
            xml.open("Rcrd");
            xml.signedAmount(charge.amount);
            xml.text("ChrgInclInd", Boolean.toString(charge.included));
            xml.close("Rcrd");
        }
        xml.close("Chrgs");
    }
}
