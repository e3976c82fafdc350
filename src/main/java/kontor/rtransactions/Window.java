package kontor.rtransactions;

import java.time.LocalDate;
import java.util.Optional;
import kontor.core.BankCalendar;

/**
 * Until when a payment may come back for which reason. Days of the other side's bank: that a bank
 * books what came in time a few days later is allowed for.
 *
 * @param settled the bank day of the payment
 * @param returnUntil last day of the counterparty's bank; absent where no rule is known
 * @param refundUntil last day of the payer without a reason; absent where there is no such right
 * @param unauthorizedUntil the same where there was no mandate
 * @param refunds whether the scheme knows refunds at all
 */
public record Window(
        LocalDate settled,
        Optional<LocalDate> returnUntil,
        Optional<LocalDate> refundUntil,
        Optional<LocalDate> unauthorizedUntil,
        boolean refunds) {

    /** Until the booking of what the other bank sent in time. */
    private static final int BOOKED_BANK_DAYS = 2;

    /** The payer's bank has so long to look into a claim that there was no mandate. */
    private static final int CLAIM_MONTHS = 1;

    /** Nothing comes back by itself later than that; EPC016-06, 4.3. */
    private static final int OPEN_MONTHS = 13;

    /** Of a scheme whose rules are not SEPA's: nothing is out of time. */
    public static Window open(LocalDate settled) {
        return new Window(settled, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    /** The last day on which a bank may book that it came back, without a person looking at it. */
    public LocalDate openUntil() {
        return settled.plusMonths(OPEN_MONTHS + CLAIM_MONTHS);
    }

    /** Too late to have been sent back by the other bank of its own accord. */
    boolean isAfterReturns(LocalDate day) {
        return returnUntil.filter(last -> day.isAfter(booked(last))).isPresent();
    }

    /** Too late for a payer who needs no reason. */
    boolean isAfterRefunds(LocalDate day) {
        return refundUntil.filter(last -> day.isAfter(booked(last))).isPresent();
    }

    /** Too late for a payer who says that there was no mandate. */
    boolean isAfterClaims(LocalDate day) {
        return unauthorizedUntil
                .filter(last -> day.isAfter(last.plusMonths(CLAIM_MONTHS)))
                .isPresent();
    }

    private static LocalDate booked(LocalDate last) {
        return BankCalendar.TARGET.plus(last, BOOKED_BANK_DAYS);
    }
}
