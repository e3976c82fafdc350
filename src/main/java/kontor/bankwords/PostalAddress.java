package kontor.bankwords;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.xml.XmlNode;

/** An address as a bank tells it, in parts, in lines, or in both ({@code PstlAdr}). */
public record PostalAddress(
        Optional<String> country,
        Optional<String> town,
        Optional<String> postalCode,
        Optional<String> street,
        Optional<String> buildingNumber,
        List<String> lines) {

    public PostalAddress {
        lines = List.copyOf(lines);
    }

    public static Optional<PostalAddress> read(XmlNode party) {
        return party.at("PstlAdr")
                .map(
                        node ->
                                new PostalAddress(
                                        node.textAt("Ctry"),
                                        node.textAt("TwnNm"),
                                        node.textAt("PstCd"),
                                        node.textAt("StrtNm"),
                                        node.textAt("BldgNb"),
                                        node.texts("AdrLine")))
                .filter(PostalAddress::saysSomething);
    }

    private boolean saysSomething() {
        return !lines.isEmpty()
                || Stream.of(country, town, postalCode, street, buildingNumber)
                        .anyMatch(Optional::isPresent);
    }
}
