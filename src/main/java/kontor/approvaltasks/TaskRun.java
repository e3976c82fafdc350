package kontor.approvaltasks;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.approvals.Approvals;
import kontor.assents.Assent;
import kontor.batches.BatchKind;
import kontor.batches.BatchWork;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.payments.Decisions;

/**
 * Carries approval tasks to the payments, a slice at a time, through the doors of single payments
 * and in the name of the person.
 */
public final class TaskRun {

    private final BatchWork work;
    private final Approvals approvals;
    private final Journal journal;
    private final People people;
    private final TaskTable table = new TaskTable();

    /** Who somebody is by now, with the rights of now; empty where the user was revoked. */
    @FunctionalInterface
    public interface People {
        Optional<Caller> now(Tx tx, Caller asked);
    }

    public TaskRun(BatchWork work, Approvals approvals, Journal journal, People people) {
        this.work = work;
        this.approvals = approvals;
        this.journal = journal;
        this.people = people;
    }

    /** See {@link BatchWork.Besides}. */
    public boolean step(Tx tx, BatchKind<?> kind, UUID batch) {
        var next = table.next(tx, batch);
        if (next.isEmpty()) {
            return false;
        }
        var task = next.get();
        work.slice(tx, batch, task.reached().doneBefore())
                .ifPresentOrElse(slice -> decide(tx, kind, task, slice), () -> complete(tx, task));
        return true;
    }

    private void complete(Tx tx, ApprovalTask task) {
        var completed = task.completed(tx.now());
        table.update(tx, completed);
        var kontor = new Originator(Originator.KONTOR.id(), Optional.of(task.requestId()));
        journal.record(
                tx, completed.snapshot(tx.organization()), Happened.updated("COMPLETED", kontor));
    }

    private void decide(Tx tx, BatchKind<?> kind, ApprovalTask task, BatchWork.Slice slice) {
        // Whoever lost the right to decide since asking decides nothing more.
        var person = people.now(tx, task.caller()).filter(now -> now.may(kind.uses().decide()));
        var steps = person.map(now -> seen(tx, now, slice.payments())).orElse(Map.of());
        var run = new Slice(tx, kind, task, person.orElse(task.caller()), steps);
        if (task.approves()) {
            run.approve();
        } else {
            run.reject();
        }
        int decided = run.decided.size();
        int refused = run.refused.size();
        table.insert(tx, task.id(), List.copyOf(run.refused.values()));
        int left = slice.payments().size() - decided - refused;
        table.update(tx, task.at(task.reached().after(slice.next(), decided, refused, left)));
    }

    /** The steps of those payments that the person may see. */
    private Map<UUID, List<ApprovalStep>> seen(Tx tx, Caller person, List<UUID> payments) {
        var steps = approvals.of(tx, payments);
        var seen = new LinkedHashMap<UUID, List<ApprovalStep>>();
        for (UUID payment : payments) {
            var own = steps.getOrDefault(payment, List.of());
            if (account(own).filter(person.accounts()::allows).isPresent()) {
                seen.put(payment, own);
            }
        }
        return seen;
    }

    private static Optional<UUID> account(List<ApprovalStep> steps) {
        return steps.stream().flatMap(step -> step.accountId().stream()).findFirst();
    }

    private static boolean waits(List<ApprovalStep> steps) {
        return steps.stream().anyMatch(step -> step.status() == ApprovalStep.Status.PENDING)
                && steps.stream().noneMatch(s -> s.status() == ApprovalStep.Status.REJECTED);
    }

    /** The payments of one slice on their way through the doors. */
    private final class Slice {
        private final Tx tx;
        private final BatchKind<?> kind;
        private final ApprovalTask task;
        private final Caller person;
        private final Map<UUID, List<ApprovalStep>> steps;
        private final Map<UUID, ZoneId> zones;
        private final Set<UUID> tried = new HashSet<>();
        private final Set<UUID> decided = new HashSet<>();
        private final Map<UUID, RefusedPayment> refused = new LinkedHashMap<>();

        Slice(
                Tx tx,
                BatchKind<?> kind,
                ApprovalTask task,
                Caller person,
                Map<UUID, List<ApprovalStep>> steps) {
            this.tx = tx;
            this.kind = kind;
            this.task = task;
            this.person = person;
            this.steps = steps;
            this.zones = zones();
        }

        private Map<UUID, ZoneId> zones() {
            if (!task.moveOverdueDates()) {
                return Map.of();
            }
            var accounts = steps.values().stream().flatMap(own -> account(own).stream());
            return table.zones(tx, accounts.distinct().toList());
        }

        void reject() {
            var requests = new ArrayList<Request<Decisions.Reject>>();
            steps.forEach(
                    (payment, own) -> {
                        if (waits(own)) {
                            requests.add(request(payment, new Decisions.Reject(task.reason())));
                        }
                    });
            through(kind.doors().reject(), requests);
        }

        /** A step of each payment at a time, until every step that waits was tried. */
        void approve() {
            var now = steps;
            var requests = approvals(now);
            while (!requests.isEmpty()) {
                through(kind.doors().approve(), requests);
                now = approvals.of(tx, requests.stream().map(Request::id).toList());
                requests = approvals(now);
            }
        }

        private List<Request<Decisions.Approve>> approvals(Map<UUID, List<ApprovalStep>> now) {
            var requests = new ArrayList<Request<Decisions.Approve>>();
            for (var entry : now.entrySet()) {
                var own = entry.getValue();
                var pending = waits(own) ? own : List.<ApprovalStep>of();
                pending.stream()
                        .filter(step -> step.status() == ApprovalStep.Status.PENDING)
                        .filter(step -> tried.add(step.id()))
                        .findFirst()
                        .map(step -> request(entry.getKey(), approval(own, step)))
                        .ifPresent(requests::add);
            }
            return requests;
        }

        private Decisions.Approve approval(List<ApprovalStep> own, ApprovalStep step) {
            var assent = task.signed() ? new Assent.OfBatch(task.batchId()) : Assent.NONE;
            Optional<LocalDate> today =
                    account(own).flatMap(one -> Optional.ofNullable(zones.get(one))).map(tx::today);
            return new Decisions.Approve(step.id().toString(), assent, today);
        }

        private <T> Request<T> request(UUID payment, T input) {
            return new Request<>(person, task.requestId(), payment, Optional.empty(), input);
        }

        /** Of several refusals the first is told, and none where something was decided. */
        private <T> void through(Door<T> door, List<Request<T>> requests) {
            var outcomes = door.apply(tx, requests);
            for (int i = 0; i < requests.size(); i++) {
                UUID payment = requests.get(i).id();
                switch (outcomes.get(i)) {
                    case Outcome.Done<Snapshot> _ -> {
                        decided.add(payment);
                        refused.remove(payment);
                    }
                    case Outcome.Refused<Snapshot>(var refusal) -> note(payment, refusal);
                }
            }
        }

        private void note(UUID payment, Refusal refusal) {
            if (!decided.contains(payment)) {
                var account = account(Maps.required(steps, payment));
                refused.putIfAbsent(payment, RefusedPayment.of(payment, account, refusal));
            }
        }
    }
}
