package kontor.retries;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.changes.Changes;
import kontor.changes.Door;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.pauses.Pauses;
import kontor.payments.Decisions;

/** Makes the retries that the policies of organizations ask for. */
public final class RetryWork {

    /** In one transaction. */
    private static final int SLICE = 200;

    /** Before all others. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Changes changes;
    private final Makers makers;
    private final CollectAgain door;
    private final Door<Refusal> telling;
    private final Pauses pauses = new Pauses();
    private final RetryPolicyTable policies = new RetryPolicyTable();
    private final RetryTable table = new RetryTable();

    /** Who a user is now, with the rights of now; empty where the user was revoked. */
    @FunctionalInterface
    public interface Makers {
        Optional<Caller> now(Tx tx, UUID user);
    }

    public RetryWork(Changes changes, Makers makers, DirectDebits debits, CollectAgain door) {
        this.changes = changes;
        this.makers = makers;
        this.door = door;
        this.telling =
                debits.decisions()
                        .door(
                                (tx, request, debit, steps) ->
                                        Outcome.done(
                                                new Decisions.Decision<>(
                                                        debit.touched(tx.now()),
                                                        steps,
                                                        "NOT_COLLECTED_AGAIN",
                                                        Optional.of(
                                                                "the retry policy could not: "
                                                                        + request.input()
                                                                                .message()),
                                                        Map.of("code", request.input().code()))));
    }

    /** All that is to do for one organization, those that a stop holds passed over. */
    public void round(OrganizationId organization) {
        round(organization, SLICE);
    }

    void round(OrganizationId organization, int most) {
        var after = Optional.of(FIRST);
        while (after.isPresent()) {
            var last = after.get();
            after = changes.inLane(organization, tx -> slice(tx, last, most));
        }
    }

    /** The last one that was looked at; empty where there are no more. */
    private Optional<UUID> slice(Tx tx, UUID after, int most) {
        var policy = policies.read(tx);
        var maker =
                policy.changedBy()
                        .filter(_ -> policy.isOn())
                        .flatMap(user -> makers.now(tx, user))
                        .filter(RetryWork::mayCollect);
        if (maker.isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = tx.today(tx.zone());
        var due = table.due(tx, policy, maker.get().accounts(), today, after, most);
        var waiting = paused(tx, due);
        var now = due.stream().filter(one -> !waiting.contains(one.account())).toList();
        if (!now.isEmpty()) {
            make(tx, policy, maker.get(), today, now);
        }
        return due.size() == most ? Optional.of(due.getLast().debit()) : Optional.empty();
    }

    private static boolean mayCollect(Caller maker) {
        return maker.may(DirectDebits.CREATE);
    }

    /** While a stop holds an account nothing is made for it; it is made up for afterwards. */
    private Set<UUID> paused(Tx tx, List<RetryTable.Due> due) {
        var accounts = due.stream().map(RetryTable.Due::account).collect(Collectors.toSet());
        return new HashSet<>(pauses.ofAccounts(tx, accounts).keySet());
    }

    private void make(
            Tx tx, RetryPolicy policy, Caller maker, LocalDate today, List<RetryTable.Due> due) {
        var requests =
                due.stream()
                        .map(
                                one ->
                                        new Request<>(
                                                maker,
                                                Ids.next(),
                                                one.debit(),
                                                Optional.empty(),
                                                new NewRetry(
                                                        Optional.of(policy.day(one.back(), today)),
                                                        Optional.empty())))
                        .toList();
        var details = Map.of("retryPolicy", Integer.toString(policy.version()));
        var outcomes = Journal.marked(tx, details, () -> door.apply(tx, requests));
        for (int i = 0; i < requests.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused<?>(var refusal)) {
                tell(tx, requests.get(i).with(refusal), details);
            }
        }
    }

    /**
     * Once, also where another node is refused the same; what is to be done is left to people. One
     * that a person, or another node, collected again meanwhile has what the policy asks for.
     */
    private void tell(Tx tx, Request<Refusal> refused, Map<String, String> details) {
        String code = refused.input().code();
        boolean isDone = code.equals(CollectAgainRefusal.COLLECTED_AGAIN_ALREADY.code());
        if (!isDone && table.refused(tx, refused.id(), code)) {
            Journal.marked(tx, details, () -> telling.apply(tx, List.of(refused)));
        }
    }
}
