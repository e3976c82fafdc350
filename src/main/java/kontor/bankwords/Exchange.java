package kontor.bankwords;

import java.util.Optional;
import java.util.stream.Stream;
import kontor.xml.XmlNode;

/**
 * A conversion of currencies by the bank ({@code CcyXchg}).
 *
 * @param rate a plain decimal, as the bank wrote it
 * @param source from which currency; three letters, as {@code target} and {@code unit}
 * @param unit in which the rate is told, e.g. EUR in 1.0870 dollars for one euro
 */
public record Exchange(String rate, String source, Optional<String> target, Optional<String> unit) {

    private static final String CURRENCY = "[A-Z]{3}";

    /** The one that led to the booked amount, of the several places where banks put it. */
    static Optional<Exchange> read(XmlNode node) {
        return Stream.of("TxAmt", "InstdAmt", "CntrValAmt", "AnncdPstngAmt")
                .flatMap(amount -> node.at("AmtDtls", amount, "CcyXchg").stream())
                .flatMap(one -> readParts(one).stream())
                .findFirst();
    }

    private static Optional<Exchange> readParts(XmlNode node) {
        var source = node.textAt("SrcCcy").filter(code -> code.matches(CURRENCY));
        var rate =
                node.textAt("XchgRate")
                        .filter(text -> text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?"));
        return rate.isPresent() && source.isPresent()
                ? Optional.of(
                        new Exchange(
                                rate.get(),
                                source.get(),
                                node.textAt("TrgtCcy").filter(code -> code.matches(CURRENCY)),
                                node.textAt("UnitCcy").filter(code -> code.matches(CURRENCY))))
                : Optional.empty();
    }
}
