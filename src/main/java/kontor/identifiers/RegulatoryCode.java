package kontor.identifiers;

import java.util.Comparator;
import java.util.List;
import kontor.core.Tables;

/**
 * What an authority wants to know of a payment across its border, as a code of its own list ({@code
 * tables/regulatory_codes.csv}, where each row names its source and date). Few markets are in it:
 * only those whose list we have from the authority itself.
 *
 * @param market ISO 3166 code of the country whose authority it is
 * @param code as it goes into the payment
 * @param description what it stands for, in English
 * @param authority who keeps the list
 */
public record RegulatoryCode(String market, String code, String description, String authority) {

    private static final List<RegulatoryCode> ALL =
            Tables.rows("regulatory_codes").stream()
                    .map(
                            row ->
                                    new RegulatoryCode(
                                            row.getField("market"),
                                            row.getField("code"),
                                            row.getField("description"),
                                            row.getField("authority")))
                    .sorted(
                            Comparator.comparing(RegulatoryCode::market)
                                    .thenComparing(RegulatoryCode::code))
                    .toList();

    /** In the order of their codes; none for a market whose list we do not have. */
    public static List<RegulatoryCode> of(String market) {
        return ALL.stream().filter(code -> code.market.equals(market)).toList();
    }
}
