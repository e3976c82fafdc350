package kontor.core;

import static java.util.stream.Collectors.toUnmodifiableMap;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An ISO 4217 currency of {@code tables/iso4217.csv}.
 *
 * @param code three capital letters
 * @param minorDigits decimals of one unit, 0 to 4 (EUR 2, JPY 0, BHD 3)
 * @param lastDay on which one could pay in it; absent of those that are in use
 */
public record Currency(String code, int minorDigits, Optional<LocalDate> lastDay) {

    private static final Map<String, Currency> ALL =
            Tables.rows("iso4217").stream()
                    .filter(row -> row.getField("minor_units").matches("[0-9]"))
                    .map(Currency::of)
                    .collect(toUnmodifiableMap(Currency::code, one -> one, (first, _) -> first));

    public static final Currency EUR = known("EUR");
    public static final Currency SEK = known("SEK");

    private static Currency of(NamedCsvRecord row) {
        return new Currency(
                row.getField("code"),
                Integer.parseInt(row.getField("minor_units")),
                Optional.of(row.getField("last_day"))
                        .filter(day -> !day.isEmpty())
                        .map(LocalDate::parse));
    }

    /** Whether its last day was before this one; statements of its time are still read. */
    public boolean hasEnded(LocalDate day) {
        return lastDay.filter(day::isAfter).isPresent();
    }

    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    /** What is wrong with a text that is no code, and the cure: the rest of a sentence. */
    public static String problem(String text) {
        String code = text.strip().toUpperCase(Locale.ROOT);
        return "must be a currency of ISO 4217, three capital letters"
                + (ALL.containsKey(code) ? ": " : ", such as ")
                + (ALL.containsKey(code) ? code : EUR.code);
    }

    /**
     * The currency of a code that Kontor itself stored.
     *
     * @throws IllegalStateException when it is unknown, which is a bug and no fault of a client
     */
    public static Currency known(String code) {
        return find(code).orElseThrow(() -> new IllegalStateException("unknown currency " + code));
    }
}
