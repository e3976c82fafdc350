package kontor.directdebits;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Approvals;
import kontor.changes.Asked;
import kontor.changes.ExternalIds;
import kontor.changes.Snapshot;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.directdebits.DirectDebitChecks.Allowed;
import kontor.http.Page;
import kontor.http.PageRequest;
import kontor.http.ResourceRef;
import kontor.mandates.Mandates;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;
import org.jspecify.annotations.Nullable;

/** The door to direct debits: made, decided, found. What banks do to them stands in the files beside. */
public final class DirectDebits {

    public static final String RESOURCE = "direct_debits";

    private final DirectDebitTable table;
    private final DirectDebitChecks checks;
    private final Approvals approvals;
    private final Mandates mandates;
    private final ExternalIds externalIds;
    private final DirectDebitEvents events;
    private final Schedules schedules;

    public DirectDebits(DirectDebitChecks checks, Approvals approvals, Mandates mandates, ExternalIds externalIds,
            DirectDebitEvents events, Schedules schedules) {
        this.table = new DirectDebitTable();
        this.checks = checks;
        this.approvals = approvals;
        this.mandates = mandates;
        this.externalIds = externalIds;
        this.events = events;
        this.schedules = schedules;
    }

    /** Approval of one step. */
    public record Approve(ResourceRef payment, String stepId) {}

    /** Rejection, with the reason that the event will tell. */
    public record Reject(ResourceRef payment, Optional<String> reason) {}

    /** Creates collections; refuses by {@link DirectDebitRefusal}, then {@code external_id_taken}. */
    public List<Outcome<Snapshot>> create(Tx tx, List<Asked<NewDirectDebit>> asked) {
        var outcomes = new LinkedHashMap<>(checks.judge(tx, asked));
        refuseSecondUse(outcomes);
        var wanted = done(outcomes).map(Allowed::debit).flatMap(debit -> debit.externalId().stream()
                .map(text -> new ExternalIds.Wanted(text, debit.id()))).toList();
        externalIds.claim(tx, RESOURCE, wanted).forEach((id, refusal) -> outcomes.put(id, Outcome.refused(refusal)));
        var made = done(outcomes).map(Allowed::debit).toList();
        table.insert(tx, made);
        var steps = approvals.required(tx, done(outcomes).map(Allowed::subject).toList());
        approvals.open(tx, steps);
        mandates.usedUp(tx, made.stream().filter(DirectDebit::isLast)
                .map(debit -> debit.parties().mandateId()).toList());
        var byPayment = steps.stream().collect(Collectors.groupingBy(ApprovalStep::paymentId));
        return asked.stream().map(one -> outcomes.get(one.id())
                .map(allowed -> events.created(tx, allowed.debit(), byPayment.getOrDefault(one.id(), List.of()), one))).toList();
    }

    private static Stream<Allowed> done(Map<UUID, Outcome<Allowed>> outcomes) {
        return outcomes.values().stream().flatMap(outcome -> outcome instanceof Outcome.Done<Allowed>(var allowed)
                ? Stream.of(allowed) : Stream.empty());
    }

    /** Two of one list that would both be the mandate's only or last collection: the first wins. */
    private static void refuseSecondUse(Map<UUID, Outcome<Allowed>> outcomes) {
        var used = new HashSet<UUID>();
        for (DirectDebit debit : done(outcomes).map(Allowed::debit).filter(DirectDebit::isLast).toList()) {
            if (!used.add(debit.parties().mandateId())) {
                outcomes.put(debit.id(), Outcome.refused(DirectDebitRefusal.MANDATE_USED_UP.refusal("")));
            }
        }
    }

    /** Approves one step each; the last pending one makes the payment APPROVED and sets its bank day anew. */
    public List<Outcome<Snapshot>> approve(Tx tx, List<Asked<Approve>> asked) {
        return decide(tx, asked, Approve::payment, (one, debit, steps) -> {
            if (debit.status() != PaymentStatus.CREATED) {
                return Outcome.refused(notOpen(debit, "approved"));
            }
            return approvals.approve(tx, one.caller(), debit.creatorUserId(), steps, one.request().stepId())
                    .map(after -> {
                        boolean full = after.stream().allMatch(step -> step.status() == ApprovalStep.Status.APPROVED);
                        var next = full
                                ? debit.scheduled(schedules.of(tx, debit.scheme(), debit.parties().connectionId())
                                        .firstFrom(debit.date(), tx.bankNow()))
                                        .became(PaymentStatus.APPROVED, Optional.empty(), tx.now())
                                : debit.touched(tx.now());
                        return new Decision(next, after, full ? "FULLY_APPROVED" : "APPROVED", Optional.empty(),
                                Map.of("approvalStepId", one.request().stepId()));
                    });
        });
    }

    /** Rejects what has not gone to a bank yet; the creator may, and no role of a step is needed. */
    public List<Outcome<Snapshot>> reject(Tx tx, List<Asked<Reject>> asked) {
        return decide(tx, asked, Reject::payment, (one, debit, steps) -> {
            if (!debit.status().leadsTo(PaymentStatus.REJECTED)) {
                return Outcome.refused(notOpen(debit, "rejected"));
            }
            String told = one.request().reason().orElse("");
            var reason = new StatusReason("REJECTED", told.isEmpty() ? "rejected by an approver" : told,
                    "make a new payment if it was a mistake");
            return Outcome.done(new Decision(debit.became(PaymentStatus.REJECTED, Optional.of(reason), tx.now()),
                    approvals.reject(tx, one.caller(), steps), "REJECTED", one.request().reason(), Map.of()));
        });
    }

    private static Refusal notOpen(DirectDebit debit, String what) {
        return Refusal.rule("payment_not_open", "status",
                "the direct debit is " + debit.status() + " and can no longer be " + what);
    }

    /** What a decision makes of a payment. */
    private record Decision(DirectDebit debit, List<ApprovalStep> steps, String event, Optional<String> message,
            Map<String, String> details) {}

    private interface Judge<T> {
        Outcome<Decision> judge(Asked<T> asked, DirectDebit debit, List<ApprovalStep> steps);
    }

    private <T> List<Outcome<Snapshot>> decide(Tx tx, List<Asked<T>> asked,
            java.util.function.Function<T, ResourceRef> payment, Judge<T> judge) {
        var ids = new ArrayList<Outcome<UUID>>();
        asked.forEach(one -> ids.add(externalIds.resolve(tx, RESOURCE, "Direct debit", payment.apply(one.request()))));
        var known = ids.stream().flatMap(id -> id instanceof Outcome.Done<UUID>(var value)
                ? Stream.of(value) : Stream.empty()).distinct().toList();
        var debits = new LinkedHashMap<>(table.lock(tx, known));
        var steps = new LinkedHashMap<>(approvals.of(tx, known));
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        var unwritten = new LinkedHashMap<UUID, Decision>();
        for (int i = 0; i < asked.size(); i++) {
            var one = asked.get(i);
            var judged = ids.get(i).flatMap(id -> judged(one, debits.get(id), steps, judge));
            if (judged instanceof Outcome.Done<Decision>(var decision)) {
                UUID id = decision.debit.id();
                if (unwritten.containsKey(id)) {
                    // Each version of a payment is a row change of its own.
                    write(tx, unwritten.values());
                    unwritten.clear();
                }
                unwritten.put(id, decision);
                debits.put(id, decision.debit);
                steps.put(id, decision.steps);
            }
            outcomes.add(judged.map(decision -> events.decided(tx, decision.debit, decision.steps, decision.event,
                    decision.message, decision.details, one)));
        }
        write(tx, unwritten.values());
        return outcomes;
    }

    private void write(Tx tx, Collection<Decision> decisions) {
        var debits = decisions.stream().map(Decision::debit).toList();
        table.update(tx, debits);
        approvals.decide(tx, decisions.stream().flatMap(decision -> decision.steps.stream()).toList());
        mandates.settled(tx, debits.stream().filter(debit -> debit.status().isFinal())
                .map(debit -> debit.parties().mandateId()).distinct().toList());
        mandates.unused(tx, debits.stream().filter(debit -> debit.status() == PaymentStatus.REJECTED && debit.isLast())
                .map(debit -> debit.parties().mandateId()).distinct().toList());
    }

    private static <T> Outcome<Decision> judged(Asked<T> asked, @Nullable DirectDebit debit,
            Map<UUID, List<ApprovalStep>> steps, Judge<T> judge) {
        if (debit == null) {
            return Outcome.refused(Refusal.notFound("Direct debit"));
        }
        if (asked.ifMatch().isPresent() && asked.ifMatch().get() != debit.version()) {
            return Outcome.refused(Refusal.stale(debit.version()));
        }
        return judge.judge(asked, debit, steps.getOrDefault(debit.id(), List.of()));
    }

    Outcome<DirectDebit> find(Tx tx, ResourceRef reference) {
        return switch (externalIds.resolve(tx, RESOURCE, "Direct debit", reference)) {
            case Outcome.Refused<UUID>(var refusal) -> Outcome.refused(refusal);
            case Outcome.Done<UUID>(var id) -> table.find(tx, id).map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(Refusal.notFound("Direct debit")));
        };
    }

    /** One page with the steps of its payments, which the API shows inside. */
    record Listed(DirectDebit debit, List<ApprovalStep> steps) {}

    Page<Listed> list(Tx tx, DirectDebitFilter filter, PageRequest page) {
        var place = page.after().map(text -> text.split(" "));
        var rows = table.list(tx, filter, place.map(parts -> LocalDate.parse(parts[0])).orElse(null),
                place.map(parts -> UUID.fromString(parts[1])).orElse(null), page.limit() + 1);
        var steps = approvals.of(tx, rows.stream().map(DirectDebit::id).toList());
        var listed = rows.stream().map(debit -> new Listed(debit, steps.getOrDefault(debit.id(), List.of()))).toList();
        return Page.cut(listed, page.limit(), one -> one.debit.date() + " " + one.debit.id());
    }

    List<ApprovalStep> steps(Tx tx, UUID id) {
        return approvals.of(tx, List.of(id)).getOrDefault(id, List.of());
    }

    /** May a mandate be cancelled at once? Not while a collection under it is under way. */
    public static Set<UUID> inFlight(Tx tx, Collection<UUID> mandates) {
        return mandates.isEmpty() ? Set.of() : new DirectDebitTable().mandatesInFlight(tx, mandates);
    }

    /** Payers' accounts that a collection under way keeps from being deleted, though its mandate be over. */
    public static Map<UUID, String> keeping(Tx tx, Collection<UUID> externalAccounts) {
        var sentences = new LinkedHashMap<UUID, String>();
        new DirectDebitTable().inFlightFrom(tx, externalAccounts).forEach((account, debit) ->
                sentences.put(account, "direct debit " + debit + " is not final"));
        return sentences;
    }
}
