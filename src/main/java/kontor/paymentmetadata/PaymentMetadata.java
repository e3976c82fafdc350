package kontor.paymentmetadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.approvals.ApprovalStep;
import kontor.changes.Door;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.transactions.Transactions;

/** The door to the metadata of payments of one kind, which their bookings show too. */
public final class PaymentMetadata<P extends Payment<P>> {

    private static final String CHANGED = "METADATA_CHANGED";

    private final MetadataRules rules = new MetadataRules();
    private final MetadataResource resource;
    private final Transactions transactions;

    /**
     * Changes metadata, in any state; refuses by {@link kontor.changes.ResourceKind}, {@code
     * invalid_value} where there would be too many entries, then what metadata keys forbid.
     */
    public final Door<MetadataPatch> patch;

    public PaymentMetadata(
            MetadataResource resource, Decisions<P> decisions, Transactions transactions) {
        this.resource = resource;
        this.transactions = transactions;
        this.patch = decisions.door(this::patched);
    }

    private Outcome<Decisions.Decision<P>> patched(
            Tx tx, Request<MetadataPatch> request, P payment, List<ApprovalStep> steps) {
        var patch = request.input();
        return patch.applyTo(payment.terms().metadata())
                .flatMap(next -> rules.judged(tx, resource, patch.keys(), next, next))
                .map(
                        next -> {
                            reach(tx, payment, next, request.by());
                            return new Decisions.Decision<>(
                                    payment.touched(tx.now()).withMetadata(next),
                                    steps,
                                    CHANGED,
                                    Optional.empty(),
                                    Map.of());
                        });
    }

    /** A transaction shows the metadata of what is attached to it. */
    private void reach(Tx tx, P payment, Map<String, String> next, Originator by) {
        if (payment.progress().bank().attachedTransactions().isEmpty()) {
            return;
        }
        var attached =
                transactions
                        .attachedForUse(tx, List.of(payment.id()))
                        .getOrDefault(payment.id(), List.of());
        transactions.renew(tx, attached.stream().map(one -> one.with(next)).toList(), by);
    }
}
