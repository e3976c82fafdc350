package kontor.previews;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kontor.approvals.ApprovalChains;
import kontor.approvals.Approvals;
import kontor.changes.Door;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.NewCreditTransfer;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.deciders.Deciders;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;
import kontor.payercredits.Credits;
import kontor.wire.Json;

/** The door to previews of payments. Safe for use by many threads. */
public final class Previews {

    private final Database database;
    private final Approvals approvals;
    private final ApprovalChains chains;
    private final Deciders deciders = new Deciders();
    private final Kind<NewDirectDebit> debits;
    private final Kind<NewCreditTransfer> transfers;

    /** Who has one under way; a user belongs to one organization. */
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    public Previews(
            Database database,
            Approvals approvals,
            ApprovalChains chains,
            DirectDebits debits,
            CreditTransfers transfers) {
        this.database = database.forRequests();
        this.approvals = approvals;
        this.chains = chains;
        this.debits = new Kind<>(debits::create, DirectDebits::waitingForMandate);
        this.transfers = new Kind<>(transfers::create, Credits::waitingForMandate);
    }

    /** Which of these payments cannot leave before their mandate is agreed to. */
    private interface Waiting {
        Set<UUID> of(Tx tx, Caller caller, Collection<UUID> payments);
    }

    /** One kind of payment, as it is made, and what it may wait for. */
    private record Kind<T>(Door<T> door, Waiting waiting) {}

    /**
     * What would become of a collection. Refuses {@code preview_running}, then what its creation
     * would refuse.
     */
    public Outcome<PaymentPreview> debit(Caller caller, UUID requestId, NewDirectDebit input) {
        return of(caller, requestId, debits, input);
    }

    /** The same of a transfer. */
    public Outcome<PaymentPreview> transfer(
            Caller caller, UUID requestId, NewCreditTransfer input) {
        return of(caller, requestId, transfers, input);
    }

    private <T> Outcome<PaymentPreview> of(Caller caller, UUID requestId, Kind<T> kind, T input) {
        if (!busy.add(caller.userId())) {
            return Outcome.refused(PreviewRefusal.PREVIEW_RUNNING.refusal());
        }
        try {
            var request = new Request<>(caller, requestId, Ids.next(), Optional.empty(), input);
            var found =
                    RolledBack.after(
                            database,
                            caller.organization(),
                            Found.class,
                            tx -> new Found(made(tx, kind, request)));
            return found.preview;
        } finally {
            busy.remove(caller.userId());
        }
    }

    /** Carries a type that a class can name. */
    private record Found(Outcome<PaymentPreview> preview) {}

    private <T> Outcome<PaymentPreview> made(Tx tx, Kind<T> kind, Request<T> request) {
        var caller = request.caller();
        return kind.door()
                .apply(tx, List.of(request))
                .getFirst()
                .map(made -> shown(tx, caller, made, kind.waiting()));
    }

    private Deciders.Found deciders(Tx tx, Caller caller, Snapshot made) {
        var steps = approvals.of(tx, List.of(made.id())).getOrDefault(made.id(), List.of());
        return deciders.of(tx, caller, steps);
    }

    private PaymentPreview shown(Tx tx, Caller caller, Snapshot made, Waiting waiting) {
        var payment = (ObjectNode) Json.readOwn(made.json());
        Map<String, String> names = new HashMap<>();
        if (caller.may(ApprovalChains.READ)) {
            for (var step : payment.path("approvalSteps")) {
                String id = step.path("approvalChainId").asText();
                chains.find(tx, caller, UUID.fromString(id)).stream()
                        .forEach(chain -> names.put(id, chain.terms().name()));
            }
        }
        boolean waits = !waiting.of(tx, caller, List.of(made.id())).isEmpty();
        return new PaymentPreview(payment, names, deciders(tx, caller, made), waits);
    }
}
