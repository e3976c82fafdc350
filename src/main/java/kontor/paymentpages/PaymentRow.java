package kontor.paymentpages;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import kontor.core.Money;
import kontor.pages.State;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.PaymentWithSteps;

/**
 * A payment in a list.
 *
 * @param date the bank day
 * @param asked the day that was asked for, where the bank day is another; else empty
 * @param version what a decision is meant for
 * @param decidable whether it waits for approval
 */
public record PaymentRow(
        UUID id,
        String path,
        LocalDate date,
        String asked,
        String party,
        String reference,
        String scheme,
        State state,
        Money amount,
        int version,
        boolean decidable) {

    static <P extends Payment<P>> PaymentRow of(
            KindOfPayment<P> kind, PaymentWithSteps<P> found, ZoneId zone) {
        var payment = found.payment();
        var progress = payment.progress();
        boolean moved = !progress.date().equals(progress.effectiveDate());
        return new PaymentRow(
                payment.id(),
                kind.path(payment.id()),
                progress.effectiveDate(),
                moved ? progress.date().toString() : "",
                kind.other().apply(payment).legalName(),
                payment.terms().reference(),
                payment.schemeName(),
                PaymentStates.of(found, zone),
                payment.terms().amount(),
                progress.version(),
                payment.status() == PaymentStatus.CREATED);
    }

    public String minor() {
        return String.valueOf(amount.amountMinor());
    }
}
