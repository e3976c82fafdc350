package kontor.identifiers;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Comparator;
import java.util.List;
import kontor.core.Tables;

/**
 * A code by which an authority classifies payments across the border of its country ({@code
 * tables/regulatory_codes.csv}, where each row names its source and date). It has few markets: only
 * those whose authority publishes its list.
 *
 * @param market ISO 3166 code of the country whose authority it is
 * @param code as it is written into the payment
 * @param description what it stands for, in English
 * @param authority that publishes the list
 */
public record RegulatoryCode(String market, String code, String description, String authority) {

    private static final List<RegulatoryCode> ALL =
            Tables.rows("regulatory_codes").stream()
                    .map(RegulatoryCode::of)
                    .sorted(
                            Comparator.comparing(RegulatoryCode::market)
                                    .thenComparing(RegulatoryCode::code))
                    .toList();

    private static RegulatoryCode of(NamedCsvRecord row) {
        return new RegulatoryCode(
                row.getField("market"),
                row.getField("code"),
                row.getField("description"),
                row.getField("authority"));
    }

    /** The codes of a market, in alphabetical order; none for a market that the table lacks. */
    public static List<RegulatoryCode> of(String market) {
        return ALL.stream().filter(code -> code.market.equals(market)).toList();
    }
}
