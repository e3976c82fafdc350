package kontor.iso20022;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kontor.xml.XmlNode;

/**
 * What an authority wants to know of a payment across a border ({@code RgltryRptg}).
 *
 * @param indicator whose side reports
 * @param country of the authority, two letters
 * @param code of the authority's own list, at most ten characters
 */
public record RegulatoryReport(
        Optional<Indicator> indicator, Optional<String> country, Optional<String> code) {

    /** On whose behalf is reported ({@code DbtCdtRptgInd}). */
    public enum Indicator {
        CRED,
        DEBT,
        BOTH
    }

    public RegulatoryReport {
        Checks.text("regulatory country", country, 2);
        Checks.text("regulatory code", code, 10);
        if (Stream.of(indicator, country, code).allMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException("a regulatory report says something");
        }
    }

    /** One report per {@code Dtls}: authorities take several codes for one payment. */
    static List<RegulatoryReport> readAll(XmlNode transfer) {
        return transfer.all("RgltryRptg").stream().flatMap(RegulatoryReport::readDetails).toList();
    }

    private static Stream<RegulatoryReport> readDetails(XmlNode node) {
        var indicator = node.at("DbtCdtRptgInd").map(text -> text.oneOf(Indicator.values()));
        var country = node.textAt("Authrty", "Ctry");
        var codes =
                node.all("Dtls").stream().flatMap(details -> details.texts("Cd").stream()).toList();
        if (codes.isEmpty()) {
            return indicator.isEmpty() && country.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new RegulatoryReport(indicator, country, Optional.empty()));
        }
        return codes.stream()
                .map(Optional::of)
                .map(code -> node.build(() -> new RegulatoryReport(indicator, country, code)));
    }

    void write(XmlSink xml) {
        xml.open("RgltryRptg");
        indicator.ifPresent(present -> xml.text("DbtCdtRptgInd", present.name()));
        country.ifPresent(present -> xml.path(present, "Authrty", "Ctry"));
        code.ifPresent(present -> xml.path(present, "Dtls", "Cd"));
        xml.close("RgltryRptg");
    }
}
