package kontor.rtransactions;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;

/**
 * What a bank told of a payment that came to nothing or came back.
 *
 * @param payment plural word of the API, e.g. {@code direct_debits}
 * @param settled whether the money had moved
 * @param code of the reason, as the bank wrote it or as it is listed
 * @param date the day that it was at the bank
 * @param ordered the amount of the payment
 * @param booking the booking of the way back, where a statement told it
 */
public record Told(
        String payment,
        UUID paymentId,
        UUID accountId,
        boolean settled,
        String code,
        String description,
        String action,
        LocalDate date,
        Money ordered,
        Optional<Booking> booking,
        Window window) {

    /**
     * The booking by which money came back.
     *
     * @param amount what of the payment came back, without sign and without charges
     * @param charges what banks took for it, without sign; zero where they took nothing
     * @param reversal the bank books it as one that we asked for
     */
    public record Booking(UUID transactionId, Money amount, Money charges, boolean reversal) {}

    /** The same as it was booked. */
    Told booked(LocalDate day, Booking by) {
        return new Told(
                payment,
                paymentId,
                accountId,
                settled,
                code,
                description,
                action,
                day,
                ordered,
                Optional.of(by),
                window);
    }

    /** What came back; absent where nothing had moved. */
    Optional<Money> amount() {
        return booking.map(Booking::amount).or(() -> Optional.of(ordered).filter(_ -> settled));
    }

    Optional<Money> charges() {
        return booking.map(Booking::charges).filter(money -> money.amountMinor() != 0);
    }
}
