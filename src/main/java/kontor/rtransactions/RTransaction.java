package kontor.rtransactions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.wire.Json;

/**
 * One R-transaction of a payment.
 *
 * @param payment plural word of the API, e.g. {@code direct_debits}
 * @param accountId own account of the payment
 * @param currency of the payment
 * @param settled the bank day of the payment
 * @param transactionId the booking of the way back, once a statement told it
 */
public record RTransaction(
        UUID id,
        String payment,
        UUID paymentId,
        UUID accountId,
        String code,
        String description,
        String action,
        CameBack how,
        Currency currency,
        LocalDate settled,
        Optional<UUID> transactionId,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    /** ISO 20022: refund on request of the payer. */
    private static final String REFUND = "MD06";

    /** ISO 20022: collection not due, which its creditor gives back. */
    private static final String REVERSAL = "MD05";

    static RTransaction of(Tx tx, Told told, CameBack how) {
        return new RTransaction(
                Ids.next(),
                told.payment(),
                told.paymentId(),
                told.accountId(),
                told.code(),
                told.description(),
                told.action(),
                how,
                told.ordered().currency(),
                told.window().settled(),
                told.booking().map(Told.Booking::transactionId),
                1,
                tx.now(),
                tx.now());
    }

    /**
     * Told by a report before, and booked now, or the other way round: one and the same. What the
     * money did, and when, is what its booking says.
     *
     * @param told with the booking
     */
    RTransaction booked(Told told, Instant at) {
        boolean other = isOther(told);
        return new RTransaction(
                id,
                payment,
                paymentId,
                accountId,
                other ? told.code() : code,
                other ? told.description() : description,
                other ? told.action() : action,
                CameBack.of(told, Verdict.of(told)),
                currency,
                settled,
                told.booking().map(Told.Booking::transactionId),
                version + 1,
                created,
                at);
    }

    /** A report tells a reason for what was booked before: the same booking, with that reason. */
    RTransaction named(Told report, Instant at) {
        var none = new Money(0, currency);
        var booking =
                new Told.Booking(
                        transactionId.orElseThrow(),
                        how.amount().orElse(none),
                        how.charges().orElse(none),
                        how.kind() == RTransactionKind.REVERSAL);
        return booked(report.booked(how.date(), booking), at);
    }

    /**
     * What follows from its reason. Banks hide a refund or a reversal behind other codes: what the
     * payer wanted back, or we gave back, is that whatever the code says.
     */
    public ReasonRule rule() {
        var told = ReasonRule.of(code);
        if (told.again() == ReasonRule.Again.NEVER) {
            return told;
        }
        return switch (how.kind()) {
            case REFUND -> told.like(REFUND);
            case REVERSAL -> told.like(REVERSAL);
            case REJECT, REFUSAL, RETURN, RECALL -> told;
        };
    }

    /** Whether a bank gives another reason by now. */
    boolean isOther(Told told) {
        return !code.equals(told.code());
    }

    /** Within the limit of the caller's role to some own accounts. */
    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().allows(accountId);
    }

    /** Whether its payment is a collection. */
    public boolean isOfCollection() {
        return payment.equals("direct_debits");
    }

    /** Days in which one may still bring proof against it; none where there is nothing to do. */
    public Optional<Long> daysLeft(LocalDate today) {
        return how.disputeUntil()
                .map(until -> ChronoUnit.DAYS.between(today, until))
                .filter(days -> days >= 0);
    }

    /**
     * RTransaction of the API.
     *
     * @param today at the bank
     */
    public ObjectNode view(OrganizationId organization, LocalDate today) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("accountId", accountId.toString());
        view.putObject("payment")
                .put("type", isOfCollection() ? "DIRECT_DEBIT" : "CREDIT_TRANSFER")
                .put("id", paymentId.toString());
        view.put("code", code).put("description", description).put("action", action);
        how.addTo(view);
        view.put("settlementDate", settled.toString());
        daysLeft(today).ifPresent(days -> view.put("daysLeft", days));
        transactionId.ifPresent(booking -> view.put("transactionId", booking.toString()));
        return view.put("version", version)
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
