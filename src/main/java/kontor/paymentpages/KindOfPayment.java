package kontor.paymentpages;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.approvals.PaymentType;
import kontor.changes.ResourceKind;
import kontor.core.Caller;
import kontor.core.Use;
import kontor.credittransfers.CreditTransfer;
import kontor.credittransfers.CreditTransfers;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.mandates.MandateScheme;
import kontor.pageparts.ToSign;
import kontor.pages.Section;
import kontor.payercredits.UnderMandate;
import kontor.payments.Decisions;
import kontor.payments.Party;
import kontor.payments.Payment;
import kontor.payments.PaymentStatus;
import kontor.payments.Payments;

/**
 * What differs between the pages of the two kinds of payments.
 *
 * @param one its name in a sentence, like "direct debit"
 * @param otherSide the heading of the column with the other side
 * @param other who is on the other side
 * @param own the own account's side
 * @param counterparty the other side, where it is a counterparty
 * @param mandate the mandate it goes by, if any
 * @param again whether it is made again
 */
public record KindOfPayment<P extends Payment<P>>(
        Section section,
        PaymentType type,
        String one,
        String otherSide,
        ResourceKind resource,
        Use read,
        Use create,
        Use decide,
        Payments<P> payments,
        Decisions<P> decisions,
        Function<P, Party> other,
        Function<P, Party> own,
        Function<P, Optional<UUID>> counterparty,
        Function<P, Optional<UUID>> mandate,
        Again<P> again) {

    /** Why a payment that ended is not made again now, in words; empty where it may be. */
    @FunctionalInterface
    public interface Again<P> {
        Optional<String> whyNot(Tx tx, Caller caller, P payment);
    }

    public static KindOfPayment<DirectDebit> of(DirectDebits doors, Again<DirectDebit> again) {
        return new KindOfPayment<>(
                Section.DIRECT_DEBITS,
                PaymentType.DIRECT_DEBIT,
                "direct debit",
                "Payer",
                new ResourceKind(DirectDebits.RESOURCE, "DirectDebit"),
                DirectDebits.READ,
                DirectDebits.CREATE,
                DirectDebits.DECIDE,
                doors.payments(),
                doors.decisions(),
                one -> one.parties().source().party(),
                one -> one.parties().destination().party(),
                one -> Optional.of(one.parties().counterpartyId()),
                one -> Optional.of(one.parties().mandateId()),
                again);
    }

    public static KindOfPayment<CreditTransfer> of(CreditTransfers doors) {
        return new KindOfPayment<>(
                Section.CREDIT_TRANSFERS,
                PaymentType.CREDIT_TRANSFER,
                "credit transfer",
                "Payee",
                new ResourceKind(CreditTransfers.RESOURCE, "CreditTransfer"),
                CreditTransfers.READ,
                CreditTransfers.CREATE,
                CreditTransfers.UPDATE,
                doors.payments(),
                doors.decisions(),
                one -> one.parties().destination().party(),
                one -> one.parties().source().party(),
                KindOfPayment::counterparty,
                one -> one.mandate().map(UnderMandate::id),
                (_, _, _) -> Optional.empty());
    }

    private static Optional<UUID> counterparty(CreditTransfer one) {
        return switch (one.parties().payee()) {
            case CreditTransfer.Payee.External(var _, var counterparty) ->
                    Optional.of(counterparty);
            case CreditTransfer.Payee.Own _ -> Optional.empty();
        };
    }

    /** What is signed of a payment by whoever approves this step. */
    ToSign.Step toSign(P payment, String step) {
        return new ToSign.Step(type, payment.item(payments.resource(), step));
    }

    String path() {
        return section.path();
    }

    String path(UUID id) {
        return path() + "/" + id;
    }

    /** The form that pays back what was collected by Autogiro; empty where it is not offered. */
    static String payBack(Caller caller, Payment<?> payment) {
        boolean collected =
                payment instanceof DirectDebit debit
                        && debit.scheme() == MandateScheme.AUTOGIRO
                        && debit.status() == PaymentStatus.EXECUTED;
        return collected && caller.may(CreditTransfers.CREATE)
                ? Section.CREDIT_TRANSFERS.path() + "/new?paysBack=" + payment.id()
                : "";
    }
}
