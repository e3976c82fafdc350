package kontor.iso20022;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.xml.XmlNode;

/**
 * A postal address ({@code PstlAdr}). SEPA takes it structured, or since November 2026 hybrid: town
 * and country structured beside at most two lines. The caller checks which parts are there: old
 * files have lines only.
 *
 * @param lines {@code AdrLine}, at most seven of 70 characters
 */
public record Address(
        Optional<String> street,
        Optional<String> buildingNumber,
        Optional<String> postalCode,
        Optional<String> town,
        Optional<String> country,
        List<String> lines) {

    public Address {
        Checks.text("street", street, 70);
        Checks.text("building number", buildingNumber, 16);
        Checks.text("postal code", postalCode, 16);
        Checks.text("town", town, 35);
        Checks.text("country", country, 2);
        lines = List.copyOf(lines);
        lines.forEach(line -> Checks.text("address line", line, 70));
        if (lines.size() > 7) {
            throw new IllegalArgumentException("an address has at most 7 lines");
        }
    }

    boolean isEmpty() {
        return lines.isEmpty()
                && Stream.of(street, buildingNumber, postalCode, town, country)
                        .allMatch(Optional::isEmpty);
    }

    static Optional<Address> read(XmlNode party) {
        return party.at("PstlAdr").map(Address::readParts).filter(address -> !address.isEmpty());
    }

    private static Address readParts(XmlNode address) {
        return address.build(
                () ->
                        new Address(
                                address.textAt("StrtNm"),
                                address.textAt("BldgNb"),
                                address.textAt("PstCd"),
                                address.textAt("TwnNm"),
                                address.textAt("Ctry"),
                                address.texts("AdrLine")));
    }

    void write(XmlSink xml) {
        xml.open("PstlAdr");
        xml.text("StrtNm", street);
        xml.text("BldgNb", buildingNumber);
        xml.text("PstCd", postalCode);
        xml.text("TwnNm", town);
        xml.text("Ctry", country);
        lines.forEach(line -> xml.text("AdrLine", line));
        xml.close("PstlAdr");
    }
}
