package kontor.testbank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.iso20022.OrderMessage;

/**
 * A payment information ({@code PmtInf}) as the bank understands it.
 *
 * @param statedNumber how many orders it has, by its own header
 * @param statedSum the sum of their amounts, by its own header
 * @param batchBooking the customer wants one entry for the whole group
 * @param iban of the customer's account, or the number that the file gives
 * @param owner the name that the file gives for that account
 * @param code ISO bank transaction code under which it is booked
 * @param refusal reason code when the whole group is refused, without regard to its totals
 */
record OrderGroup(
        OrderMessage message,
        String paymentInformationId,
        int statedNumber,
        BigDecimal statedSum,
        boolean batchBooking,
        String iban,
        String owner,
        String code,
        Execution execution,
        Optional<String> refusal) {

    /**
     * When it is executed.
     *
     * @param moved later than requested, because the bank was closed or the file came late
     * @param atOnce at any hour, as soon as its day has begun
     * @param calendar the bank days of the account
     */
    record Execution(LocalDate day, boolean moved, boolean atOnce, BankCalendar calendar) {

        /** So many bank days after it. */
        LocalDate plus(int bankDays) {
            return calendar.plus(day, bankDays);
        }
    }
}
