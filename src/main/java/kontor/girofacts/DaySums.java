package kontor.girofacts;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.autogiro.AutogiroRecord;
import kontor.autogiro.Section;
import kontor.db.Tx;
import kontor.matchmarks.PaidSum;

/**
 * The sums of payment specifications in the old layout, which tells none: what a file says was
 * executed on one day for one bankgiro is booked as one, collections and credits each. The name of
 * such a sum is made here of the bankgiro, the day and the file.
 */
public final class DaySums {

    /** So far from the day on which Bankgirot wrote the file a payment may have been executed. */
    private static final long MOST_DAYS = 31;

    private static final int END_OF_ID = 24;

    private static final Pattern NAME = Pattern.compile("\\d+-(\\d{4}-\\d{2}-\\d{2})-[0-9a-f]{12}");

    private final Set<String> names = new HashSet<>();

    /** The sum that an executed payment belongs to; empty for all other records. */
    public static Optional<String> name(Told told, AutogiroRecord record) {
        if (record.section() != Section.OLD_PAYMENTS || !isExecuted(record)) {
            return Optional.empty();
        }
        var written = told.opening().date("written_date").orElseThrow();
        return record.date("pay_date")
                .filter(day -> Math.abs(ChronoUnit.DAYS.between(written, day)) <= MOST_DAYS)
                .map(day -> name(told, day));
    }

    private static boolean isExecuted(AutogiroRecord record) {
        return record.has("status")
                && (record.text("status").isEmpty() || record.text("status").equals("0"));
    }

    private static String name(Told told, LocalDate day) {
        String file = told.file().id().toString().substring(END_OF_ID);
        return "%s-%s-%s".formatted(told.bankgiro(), day, file);
    }

    /** Whether a sum was named here, and not by Bankgirot. */
    public static boolean isName(String sum) {
        return NAME.matcher(sum).matches();
    }

    /** Some records of a file more. */
    public void add(Told told) {
        told.records().forEach(record -> name(told, record).ifPresent(names::add));
    }

    /** After the last of them: each sum as it is booked. */
    public List<Deposit> complete(Tx tx, Told told) {
        return DepositTable.amounts(tx, names).stream().flatMap(one -> of(told, one)).toList();
    }

    private static Stream<Deposit> of(Told told, DepositTable.Amount one) {
        var name = NAME.matcher(one.name());
        if (!name.matches()) {
            throw new IllegalStateException(one.name() + " is not the sum of a day");
        }
        var day = LocalDate.parse(name.group(1));
        return told.accounts().stream()
                .map(account -> new Deposit(one.name(), new PaidSum(account, day, one.minor())));
    }
}
