package kontor.entryviews;

import static java.util.stream.Collectors.toUnmodifiableMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Map;
import java.util.Optional;
import kontor.core.Tables;

/**
 * What the bank transaction codes of ISO 20022 mean for the owner of the account, in a few words of
 * English ({@code tables/bank_transaction_codes.csv}).
 */
final class BookingMeanings {

    private static final Map<String, String> ALL =
            Tables.rows("bank_transaction_codes").stream()
                    .collect(
                            toUnmodifiableMap(
                                    BookingMeanings::key,
                                    row -> row.getField("meaning_for_account_owner"),
                                    (first, _) -> first));

    private BookingMeanings() {}

    static Optional<String> of(String domain, String family, String subfamily) {
        return Optional.ofNullable(ALL.get(key(domain, family, subfamily)));
    }

    private static String key(NamedCsvRecord row) {
        return key(row.getField("domain"), row.getField("family"), row.getField("subfamily"));
    }

    private static String key(String domain, String family, String subfamily) {
        return domain + "/" + family + "/" + subfamily;
    }
}
