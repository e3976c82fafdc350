package kontor.proof;

import java.time.LocalDate;
import java.util.List;

/**
 * Entries that earlier statements booked and that count only from a later day on.
 *
 * @param booked the day on which they were booked
 * @param value the day from which they count
 * @param amountMinor of each, in minor units, negative when debited
 * @param entries how many are alike
 */
public record Carried(LocalDate booked, LocalDate value, long amountMinor, int entries) {

    public Carried times(int some) {
        return new Carried(booked, value, amountMinor, some);
    }

    /** Of all. ArithmeticException when the sum leaves the range of a {@code long}. */
    public static long sum(List<Carried> all) {
        long sum = 0;
        for (Carried one : all) {
            sum = Math.addExact(sum, Math.multiplyExact(one.amountMinor, (long) one.entries));
        }
        return sum;
    }
}
