package kontor.originals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Money;
import kontor.iso20022.StatusReport.Original;
import kontor.iso20022.StatusReport.Totals;

/**
 * What a status report repeats of our orders, beside what we ordered. Where it says otherwise it
 * speaks of something else, however well the id fits.
 */
public final class ToldOriginal {

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,18}([.][0-9]{1,17})?");
    private static final Pattern DATE = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}).*");

    private ToldOriginal() {}

    /**
     * In words: what it repeats, and what was ordered. What cannot be read says nothing.
     *
     * @param ours without sign
     */
    public static Optional<String> otherAmount(Original told, Money ours) {
        boolean amount =
                told.amount()
                        .map(String::strip)
                        .filter(text -> AMOUNT.matcher(text).matches())
                        .filter(text -> differ(new BigDecimal(text), new BigDecimal(ours.plain())))
                        .isPresent();
        boolean currency =
                told.currency()
                        .map(code -> code.toUpperCase(Locale.ROOT))
                        .filter(code -> !code.isEmpty() && !code.equals(ours.currency().code()))
                        .isPresent();
        return amount || currency
                ? Optional.of(
                        "it repeats %s %s, ordered were %s %s"
                                .formatted(
                                        told.currency().orElse(""),
                                        told.amount().orElse(""),
                                        ours.currency().code(),
                                        ours.plain()))
                : Optional.empty();
    }

    /**
     * The same of the day; banks move it, so that it is no sign of another payment.
     *
     * @param ours the days that may stand in the file
     */
    public static Optional<String> otherDay(Original told, LocalDate... ours) {
        var day = told.date().map(String::strip).map(DATE::matcher).filter(one -> one.matches());
        if (day.isEmpty()) {
            return Optional.empty();
        }
        String date = day.get().group(1);
        for (LocalDate one : ours) {
            if (one.toString().equals(date)) {
                return Optional.empty();
            }
        }
        return Optional.of("it repeats the day %s, ordered was %s".formatted(date, ours[0]));
    }

    /** The same of a file, or of a payment information of it. */
    public static Optional<String> otherTotals(Totals told, long transactions, BigDecimal sum) {
        boolean count = told.transactions().filter(one -> one != transactions).isPresent();
        boolean total = told.controlSum().filter(one -> differ(one, sum)).isPresent();
        return count || total
                ? Optional.of(
                        "it repeats %s transactions and a sum of %s, we sent %s and %s"
                                .formatted(
                                        told.transactions().map(String::valueOf).orElse("no"),
                                        told.controlSum()
                                                .map(BigDecimal::toPlainString)
                                                .orElse("nothing"),
                                        transactions,
                                        sum.toPlainString()))
                : Optional.empty();
    }

    private static boolean differ(BigDecimal told, BigDecimal ours) {
        return told.compareTo(ours) != 0;
    }
}
