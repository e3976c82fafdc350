package kontor.girofacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.autogiro.AutogiroRecord;
import kontor.matchmarks.PaidSum;

/**
 * A sum that Bankgirot paid in for many collections, as it is booked on an own account.
 *
 * @param name bankgiro, year and Bankgirot's own number
 */
public record Deposit(String name, PaidSum sum) {

    private static final String SUM = "15";

    private static final String END = "09";

    /** By which banks book it. */
    public static String name(String bankgiro, AutogiroRecord sum) {
        int year = sum.date("pay_date").orElseThrow().getYear();
        return "%s-%d-%s".formatted(bankgiro, year, sum.text("serial"));
    }

    /** Those of which the last collection stands in this slice, or in one before. */
    public static List<Deposit> complete(Told told) {
        var complete = new ArrayList<Deposit>();
        var open = told.group();
        for (var record : told.records()) {
            // Behind these no collection of the sum before follows.
            if (RecordSlices.isSum(record) || record.code().equals(END)) {
                open.filter(Deposit::isPaid).ifPresent(sum -> complete.addAll(of(told, sum)));
                open = Optional.of(record);
            }
        }
        return complete;
    }

    private static boolean isPaid(AutogiroRecord sum) {
        return sum.code().equals(SUM) && sum.number("count").orElse(0L) > 0;
    }

    private static List<Deposit> of(Told told, AutogiroRecord sum) {
        return told.accounts().stream()
                .map(
                        account ->
                                new Deposit(
                                        name(told.bankgiro(), sum),
                                        new PaidSum(
                                                account,
                                                sum.date("pay_date").orElseThrow(),
                                                sum.number("total").orElse(0L))))
                .toList();
    }
}
