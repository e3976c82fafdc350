package kontor.bankwords;

import java.util.Optional;
import java.util.stream.Stream;
import kontor.xml.XmlNode;

/**
 * A card payment ({@code CardTx}).
 *
 * @param number all but its last four characters hidden: the whole one is nowhere needed here
 * @param terminal where the card was used
 * @param sequence of the transaction at that terminal
 */
public record Card(
        Optional<String> number,
        Optional<String> brand,
        Optional<String> terminal,
        Optional<String> sequence) {

    private static final int SHOWN = 4;

    static Optional<Card> read(XmlNode node) {
        var card =
                new Card(
                        node.textAt("Card", "PlainCardData", "PAN").map(Card::masked),
                        node.textAt("Card", "CardBrnd", "Id"),
                        node.textAt("POI", "Id", "Id").or(() -> node.textAt("POI", "SysNm")),
                        node.textAt("Tx", "Indv", "SeqNb"));
        return Optional.of(card).filter(Card::saysSomething);
    }

    private static String masked(String number) {
        int hidden = Math.max(0, number.length() - SHOWN);
        return "*".repeat(Math.min(hidden, 12)) + number.substring(hidden);
    }

    private boolean saysSomething() {
        return Stream.of(number, brand, terminal, sequence).anyMatch(Optional::isPresent);
    }
}
