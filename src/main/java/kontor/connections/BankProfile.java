package kontor.connections;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.core.Tables;
import kontor.habits.FileHabits;
import kontor.habits.OwnHabits;

/**
 * What differs between banks, as data ({@code tables/bank_profiles.csv}).
 *
 * @param cutOff when files are built and handed over, in the bank's zone
 * @param latestBankDaysBefore bank days before the collection on which the file must leave
 * @param earliestDaysBefore calendar days before the collection from which the bank takes it
 * @param grace how long after the cut-off the bank still takes that file
 * @param mostTransactions transactions in one file
 * @param mostNameCharacters of a party's name; the standard has 140, SEPA 70
 * @param wantsFirst FRST until a collection has settled, instead of RCUR throughout
 * @param unlistedAccepted a report of PART that does not list a payment has accepted it; otherwise
 *     it says nothing of it
 * @param normalSilence how long no answer says nothing
 * @param balanceCodes what its own names of balances are called in ISO 20022; in the table as
 *     {@code 010=OPBD 015=CLBD}
 * @param balancesByValueDate its closing balance leaves out what counts from a later day on
 * @param files what it wants in files of payments
 */
public record BankProfile(
        String name,
        ZoneId zone,
        LocalTime cutOff,
        int latestBankDaysBefore,
        int earliestDaysBefore,
        Duration grace,
        int mostTransactions,
        int mostNameCharacters,
        boolean wantsFirst,
        boolean unlistedAccepted,
        Duration normalSilence,
        Map<String, String> balanceCodes,
        boolean balancesByValueDate,
        FileHabits files) {

    public static final String TESTBANK = "testbank";

    private static final Map<String, BankProfile> ALL =
            Tables.rows("bank_profiles").stream()
                    .map(BankProfile::of)
                    .collect(Collectors.toUnmodifiableMap(BankProfile::name, one -> one));

    /** For accounts that are on no connection yet. */
    public static final BankProfile GENERIC = find("generic").orElseThrow();

    public BankProfile {
        balanceCodes = Map.copyOf(balanceCodes);
        if (latestBankDaysBefore < 0
                || earliestDaysBefore < latestBankDaysBefore
                || mostTransactions < 1
                || mostNameCharacters < 1
                || grace.isNegative()
                || normalSilence.isNegative()) {
            throw new IllegalStateException("bank profile " + name + " contradicts itself");
        }
    }

    public static Optional<BankProfile> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The same for a connection that has habits of its own. */
    public BankProfile with(OwnHabits own) {
        var base = find(name).orElse(this);
        return new BankProfile(
                name,
                zone,
                cutOff,
                latestBankDaysBefore,
                earliestDaysBefore,
                grace,
                mostTransactions,
                mostNameCharacters,
                wantsFirst,
                unlistedAccepted,
                normalSilence,
                balanceCodes,
                balancesByValueDate,
                own.over(base.files));
    }

    /** Whether it is a real bank's. */
    boolean real() {
        return !name.equals(TESTBANK);
    }

    /** The profiles of real banks, in alphabetical order. */
    static List<String> names() {
        return ALL.values().stream()
                .filter(BankProfile::real)
                .map(BankProfile::name)
                .sorted()
                .toList();
    }

    private static BankProfile of(NamedCsvRecord row) {
        return new BankProfile(
                row.getField("name"),
                ZoneId.of(row.getField("zone")),
                LocalTime.parse(row.getField("cut_off")),
                number(row, "latest_bank_days_before"),
                number(row, "earliest_days_before"),
                Duration.ofMinutes(number(row, "grace_minutes")),
                number(row, "most_transactions"),
                number(row, "most_name_chars"),
                Boolean.parseBoolean(row.getField("wants_first")),
                Boolean.parseBoolean(row.getField("unlisted_accepted")),
                Duration.ofHours(number(row, "silence_hours")),
                codes(row.getField("balance_codes")),
                Boolean.parseBoolean(row.getField("balances_by_value_date")),
                FileHabits.of(row));
    }

    private static Map<String, String> codes(String pairs) {
        return Arrays.stream(pairs.split(" "))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    }

    private static int number(NamedCsvRecord row, String field) {
        return Integer.parseInt(row.getField(field));
    }
}
