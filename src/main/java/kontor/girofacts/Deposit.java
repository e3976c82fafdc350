package kontor.girofacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kontor.autogiro.AutogiroRecord;
import kontor.matchmarks.PaidSum;

/**
 * A sum that Bankgirot paid in for many collections, or drew for many credits to payers, as it is
 * booked on an own account: below zero where it was drawn.
 *
 * @param name bankgiro, year and Bankgirot's own number
 */
public record Deposit(String name, PaidSum sum) {

    private static final String PAID_IN = "15";

    private static final String DRAWN = "16";

    private static final String END = "09";

    /** Of collections, or of credits. */
    public static boolean isSum(AutogiroRecord record) {
        return record.code().equals(PAID_IN) || record.code().equals(DRAWN);
    }

    boolean isDrawn() {
        return sum.amountMinor() < 0;
    }

    /** By which banks book it. */
    public static String name(String bankgiro, AutogiroRecord sum) {
        int year = sum.date("pay_date").orElseThrow().getYear();
        return "%s-%d-%s".formatted(bankgiro, year, sum.text("serial"));
    }

    /** Those of which the last payment stands in this slice, or in one before. */
    public static List<Deposit> complete(Told told) {
        var complete = new ArrayList<Deposit>();
        var open = told.group();
        for (var record : told.records()) {
            // Behind these no payment of the sum before follows.
            if (RecordSlices.isSum(record) || record.code().equals(END)) {
                open.filter(Deposit::isPaid).ifPresent(sum -> complete.addAll(of(told, sum)));
                open = Optional.of(record);
            }
        }
        return complete;
    }

    private static boolean isPaid(AutogiroRecord sum) {
        return isSum(sum) && sum.number("count").orElse(0L) > 0;
    }

    private static List<Deposit> of(Told told, AutogiroRecord sum) {
        long total = sum.number("total").orElse(0L);
        long booked = sum.code().equals(DRAWN) ? -total : total;
        return told.accounts().stream()
                .map(
                        account ->
                                new Deposit(
                                        name(told.bankgiro(), sum),
                                        new PaidSum(
                                                account,
                                                sum.date("pay_date").orElseThrow(),
                                                booked)))
                .toList();
    }
}
