package kontor.paymentmetadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.approvals.ApprovalStep;
import kontor.changes.Door;
import kontor.changes.Request;
import kontor.core.Outcome;
import kontor.db.Tx;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.payments.Decisions;
import kontor.payments.Payment;

/** The door to the metadata of payments of one kind. */
public final class PaymentMetadata<P extends Payment<P>> {

    private static final String CHANGED = "METADATA_CHANGED";

    private final MetadataRules rules = new MetadataRules();
    private final MetadataResource resource;

    /**
     * Changes metadata, in any state; refuses by {@link kontor.changes.ResourceKind}, {@code
     * invalid_value} where there would be too many entries, then what metadata keys forbid.
     */
    public final Door<MetadataPatch> patch;

    public PaymentMetadata(MetadataResource resource, Decisions<P> decisions) {
        this.resource = resource;
        this.patch = decisions.door(this::patched);
    }

    private Outcome<Decisions.Decision<P>> patched(
            Tx tx, Request<MetadataPatch> request, P payment, List<ApprovalStep> steps) {
        var patch = request.input();
        return patch.applyTo(payment.terms().metadata())
                .flatMap(next -> rules.judged(tx, resource, patch.keys(), next, next))
                .map(
                        next ->
                                new Decisions.Decision<>(
                                        payment.touched(tx.now()).withMetadata(next),
                                        steps,
                                        CHANGED,
                                        Optional.empty(),
                                        Map.of()));
    }
}
