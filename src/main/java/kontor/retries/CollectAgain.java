package kontor.retries;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.approvals.ApprovalStep;
import kontor.changes.Door;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Money;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;
import kontor.mandates.Mandate;
import kontor.mandates.Mandates;
import kontor.payments.Decisions;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;
import kontor.rtransactions.CameBack;
import kontor.rtransactions.RTransaction;
import kontor.rtransactions.RTransactions;
import kontor.rtransactions.ReasonRule;
import kontor.wire.ResourceRef;

/**
 * The door by which a collection is made again; it names the old one and answers with the new one.
 * Refuses by {@link ResourceKind}, then by {@link CollectAgainRefusal}, then as any new collection.
 */
public final class CollectAgain implements Door<NewRetry> {

    /** The answer shows what the old one was, so whoever asks must be able to read that. */
    public static final Use USE = DirectDebits.CREATE.and(DirectDebits.READ);

    private static final String EVENT = "COLLECTED_AGAIN";

    private final DirectDebits debits;
    private final Accounts accounts;
    private final Mandates mandates;
    private final RTransactions rTransactions;
    private final Door<Attempt> linking;

    public CollectAgain(
            DirectDebits debits,
            Accounts accounts,
            Mandates mandates,
            RTransactions rTransactions) {
        this.debits = debits;
        this.accounts = accounts;
        this.mandates = mandates;
        this.rTransactions = rTransactions;
        this.linking = debits.decisions().door(this::linked);
    }

    /** A retry that is asked for, and once it is made the new collection. */
    private static final class Attempt {

        private final NewRetry wanted;
        private Optional<Snapshot> made = Optional.empty();

        private Attempt(NewRetry wanted) {
            this.wanted = wanted;
        }
    }

    @Override
    public Optional<ResourceKind> changes() {
        return linking.changes();
    }

    @Override
    public List<Outcome<Snapshot>> apply(Tx tx, List<Request<NewRetry>> requests) {
        var attempts = requests.stream().map(one -> one.with(new Attempt(one.input()))).toList();
        var linked = linking.apply(tx, attempts).iterator();
        return attempts.stream()
                .map(one -> linked.next().map(_ -> one.input().made.orElseThrow()))
                .toList();
    }

    private Outcome<Decisions.Decision<DirectDebit>> linked(
            Tx tx, Request<Attempt> request, DirectDebit old, List<ApprovalStep> steps) {
        return Outcome.unless(refusal(tx, old, () -> locked(tx, old)), () -> old)
                .flatMap(_ -> debits.create(tx, List.of(again(tx, request, old))).getFirst())
                .map(
                        made -> {
                            request.input().made = Optional.of(made);
                            return decision(tx, old, steps, made.id());
                        });
    }

    private Decisions.Decision<DirectDebit> decision(
            Tx tx, DirectDebit old, List<ApprovalStep> steps, UUID made) {
        return new Decisions.Decision<>(
                debits.retried(tx, old.touched(tx.now()), made),
                steps,
                EVENT,
                Optional.of("collected again as direct debit " + made),
                Map.of("retriedBy", made.toString()));
    }

    private Request<NewDirectDebit> again(Tx tx, Request<Attempt> request, DirectDebit old) {
        var wanted = request.input().wanted;
        var zone =
                Maps.required(accounts.forUse(tx, List.of(old.accountId())), old.accountId())
                        .zone();
        LocalDate date = wanted.date().orElseGet(() -> tx.today(zone));
        return new Request<>(
                request.caller(),
                request.requestId(),
                Ids.next(),
                Optional.empty(),
                NewDirectDebit.again(old, amount(old), date, wanted.externalId()));
    }

    /** What came back of it, where a part did not. */
    private static Money amount(DirectDebit old) {
        return old.progress()
                .statusReason()
                .flatMap(StatusReason::cameBack)
                .flatMap(CameBack::amount)
                .orElse(old.terms().amount());
    }

    /**
     * Why this collection is not made again now, in words, for whoever only looks; empty where it
     * may be. Of what a new collection is refused for it knows the mandate alone.
     */
    public Optional<String> whyNot(Tx tx, Caller caller, DirectDebit old) {
        var reference = new ResourceRef.ById(old.parties().mandateId());
        var mandate = mandates.find(tx, caller, reference).stream().findFirst();
        if (collectedAgain(tx, old).isPresent()) {
            return Optional.of("it is collected again already; collect that one again if it fails");
        }
        return refusal(tx, old, () -> mandate)
                .map(Refusal::message)
                .or(
                        () ->
                                mandate.filter(one -> !DirectDebits.mayCollect(one))
                                        .map(CollectAgain::closed));
    }

    private static String closed(Mandate mandate) {
        if (mandate.blockedBy().isPresent()) {
            return "its mandate is blocked; change it to another account of the payer";
        }
        String status = mandate.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return mandate.usedUp()
                ? "the one collection of its mandate is taken; get a new mandate"
                : "its mandate is " + status + "; collect under another one";
    }

    private Optional<Mandate> locked(Tx tx, DirectDebit old) {
        var mandate = old.parties().mandateId();
        return Optional.ofNullable(mandates.forUse(tx, List.of(mandate)).get(mandate));
    }

    private Optional<Refusal> refusal(Tx tx, DirectDebit old, Supplier<Optional<Mandate>> mandate) {
        boolean over =
                old.status() == PaymentStatus.FAILED || old.status() == PaymentStatus.RETURNED;
        return over
                ? collectedAgain(tx, old).or(() -> pointless(tx, old, mandate))
                : Optional.of(
                        CollectAgainRefusal.NOT_COLLECTED_AGAIN.refusal("it is " + old.status()));
    }

    /** One that approvers rejected is none. */
    private Optional<Refusal> collectedAgain(Tx tx, DirectDebit old) {
        return old.retry()
                .by()
                .filter(id -> !debits.isRejected(tx, id))
                .map(
                        id ->
                                CollectAgainRefusal.COLLECTED_AGAIN_ALREADY.refusal(
                                        "as direct debit %s; collect that again if it fails"
                                                .formatted(id)));
    }

    /** Parts of it may have come back for several reasons, and each of them must allow it. */
    private Optional<Refusal> pointless(
            Tx tx, DirectDebit old, Supplier<Optional<Mandate>> mandate) {
        var ofBanks =
                rTransactions
                        .ofPayments(tx, List.of(old.id()))
                        .getOrDefault(old.id(), List.of())
                        .stream()
                        .map(RTransaction::rule);
        var now = old.progress().statusReason().map(why -> ReasonRule.of(why.code()));
        return Stream.concat(ofBanks, now.stream())
                .filter(rule -> isPointless(old, rule, mandate))
                .findFirst()
                .map(
                        rule ->
                                CollectAgainRefusal.REASON_ALLOWS_NO_RETRY.refusal(
                                        rule.code() + ": " + rule.cure()));
    }

    private static boolean isPointless(
            DirectDebit old, ReasonRule rule, Supplier<Optional<Mandate>> mandate) {
        return switch (rule.again()) {
            case YES, BY_HAND -> false;
            case OTHER_ACCOUNT -> !hasOtherAccount(old, mandate.get());
            case NEVER -> true;
        };
    }

    private static boolean hasOtherAccount(DirectDebit old, Optional<Mandate> mandate) {
        return mandate.filter(
                        now -> !now.externalAccountId().equals(old.parties().externalAccountId()))
                .isPresent();
    }
}
