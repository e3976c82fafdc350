package kontor.testbank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import kontor.core.BankCalendar;
import kontor.iso20022.OrderMessage;

/**
 * A payment information as the bank understands it.
 *
 * @param toldNumber what it says of its own orders, as does {@code toldSum}
 * @param iban of the customer's account, as it is told
 * @param owner of that account, as it is told
 * @param code ISO bank transaction code under which it is booked
 * @param refusal reason code when the whole group is refused, its totals apart
 */
record OrderGroup(
        OrderMessage message,
        String paymentInformationId,
        int toldNumber,
        BigDecimal toldSum,
        boolean batchBooking,
        String iban,
        String owner,
        String code,
        Execution execution,
        Optional<String> refusal) {

    /**
     * When it is executed.
     *
     * @param moved later than was asked, since the bank was closed or the file came late
     * @param atOnce around the clock, as soon as its day has begun
     * @param calendar the bank days of the account
     */
    record Execution(LocalDate day, boolean moved, boolean atOnce, BankCalendar calendar) {}
}
