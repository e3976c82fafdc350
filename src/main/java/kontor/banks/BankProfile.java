package kontor.banks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What differs between banks, as data ({@code tables/bank_profiles.csv}).
 *
 * @param cutOff               when files are built and handed over, in the bank's zone
 * @param latestBankDaysBefore bank days before the collection on which the file must leave
 * @param grace                how long after the cut-off the bank still takes that file
 * @param mostTransactions     transactions in one file
 * @param batchBooking         whether collections of one payment information are booked in one sum
 * @param wantsFirst           FRST until a collection has settled, instead of RCUR throughout
 * @param normalSilence        how long no answer says nothing
 */
public record BankProfile(String name, ZoneId zone, LocalTime cutOff, int latestBankDaysBefore, Duration grace,
        int mostTransactions, boolean batchBooking, boolean wantsFirst, Duration normalSilence) {

    private static final Map<String, BankProfile> ALL = read();

    /** For accounts that are on no connection yet. */
    public static final BankProfile GENERIC = find("generic").orElseThrow();

    public static Optional<BankProfile> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, BankProfile> read() {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(Objects.requireNonNull(
                BankProfile.class.getResourceAsStream("/tables/bank_profiles.csv")), StandardCharsets.UTF_8))) {
            return csv.stream().map(BankProfile::of).collect(Collectors.toUnmodifiableMap(BankProfile::name, one -> one));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static BankProfile of(NamedCsvRecord row) {
        return new BankProfile(row.getField("name"), ZoneId.of(row.getField("zone")),
                LocalTime.parse(row.getField("cut_off")), Integer.parseInt(row.getField("latest_bank_days_before")),
                Duration.ofMinutes(Long.parseLong(row.getField("grace_minutes"))),
                Integer.parseInt(row.getField("most_transactions")), Boolean.parseBoolean(row.getField("batch_booking")),
                Boolean.parseBoolean(row.getField("wants_first")), Duration.ofHours(Long.parseLong(row.getField("silence_hours"))));
    }
}
