package kontor.payeereviews;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import kontor.changerequests.Area;
import kontor.changerequests.ChangeRequest;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Review;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.payeereviews.ReviewTable.Written;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to reviews of payees' accounts; they are decided as change requests. */
public final class PayeeReviews implements Review {

    /** As change requests call it; stored, so never changed. */
    private static final String OPERATION = "reviewPayeeAccount";

    private static final String ACCOUNTS = "external_accounts";

    private final ReviewTable table = new ReviewTable();
    private final FourEyes eyes;

    public PayeeReviews(FourEyes eyes) {
        this.eyes = eyes;
    }

    /** Joins the decisions on reviews; once. */
    public PayeeReviews joined() {
        eyes.reviews(OPERATION, this);
        return this;
    }

    /**
     * An account that was made or changed in this transaction.
     *
     * @param before what of it was otherwise before; absent for a new one
     */
    public record Changed(
            Request<?> request, UUID account, Optional<UnaryOperator<PayeeFacts>> before) {}

    /** One that needs a review, or that has had one already for the same name and numbers. */
    private record Due(
            Request<?> request, PayeeFacts now, Optional<PayeeFacts> before, String digest) {}

    /**
     * Asks for reviews of those that need one; the accounts are written already.
     *
     * @return how far each is that has a review now
     */
    public Map<UUID, ReviewState> begin(Tx tx, List<Changed> changed) {
        if (changed.isEmpty()) {
            return Map.of();
        }
        var accounts = changed.stream().map(Changed::account).distinct().toList();
        var current = table.current(tx, accounts);
        var due = due(tx, changed, accounts, current);
        if (due.isEmpty()) {
            return current;
        }
        var known = known(tx, due);
        var reviews = new ArrayList<Written>();
        for (var one : due) {
            var first = one.before.filter(_ -> !current.containsKey(one.now.account()));
            first.map(PayeeReviews::trusted).ifPresent(reviews::add);
        }
        table.supersede(tx, due.stream().map(one -> one.now.account()).toList());
        due.stream()
                .filter(one -> known.containsKey(one.digest))
                .map(one -> again(one, Maps.required(known, one.digest)))
                .forEach(reviews::add);
        ask(tx, due.stream().filter(one -> !known.containsKey(one.digest)).toList(), reviews);
        table.insert(tx, reviews);
        return states(current, reviews);
    }

    private static Map<UUID, ReviewState> states(
            Map<UUID, ReviewState> before, List<Written> reviews) {
        var states = new HashMap<>(before);
        reviews.stream()
                .filter(Written::current)
                .forEach(one -> states.put(one.account(), one.state()));
        return states;
    }

    private List<Due> due(
            Tx tx, List<Changed> changed, List<UUID> accounts, Map<UUID, ReviewState> current) {
        var watched = new HashMap<UUID, Boolean>();
        var looked = changed.stream().filter(one -> isWatched(tx, one, current, watched)).toList();
        if (looked.isEmpty()) {
            return List.of();
        }
        var now = new HashMap<UUID, PayeeFacts>();
        table.facts(tx, accounts).forEach(facts -> now.put(facts.account(), facts));
        var due = new LinkedHashMap<UUID, Due>();
        for (var one : looked) {
            var facts = Maps.required(now, one.account);
            var before = one.before.map(change -> change.apply(facts));
            String digest = HexFormat.of().formatHex(facts.digest());
            boolean same =
                    before.filter(was -> digest.equals(HexFormat.of().formatHex(was.digest())))
                            .isPresent();
            if (!same) {
                due.put(one.account, new Due(one.request, facts, before, digest));
            }
        }
        return List.copyOf(due.values());
    }

    /** What was asked about already is not let through by somebody who need not ask. */
    private boolean isWatched(
            Tx tx, Changed one, Map<UUID, ReviewState> current, Map<UUID, Boolean> watched) {
        var state = Optional.ofNullable(current.get(one.account));
        return state.filter(now -> now != ReviewState.APPROVED).isPresent()
                || watched.computeIfAbsent(
                        one.request.caller().userId(),
                        _ -> eyes.watches(tx, one.request.caller(), Area.PAYEE_ACCOUNTS));
    }

    private Map<String, Written> known(Tx tx, List<Due> due) {
        return table.approved(tx, due.stream().map(one -> one.now.digest()).toList());
    }

    /** What was paid before anybody had to look at it stays good for the same name and numbers. */
    private static Written trusted(PayeeFacts facts) {
        return new Written(
                Ids.next(),
                facts.account(),
                facts.digest(),
                ReviewState.APPROVED,
                false,
                Optional.empty());
    }

    /** Approved before, of this account or another, with the rest of its cooling-off. */
    private static Written again(Due one, Written approved) {
        return new Written(
                Ids.next(),
                one.now.account(),
                one.now.digest(),
                approved.state(),
                true,
                approved.released());
    }

    private void ask(Tx tx, List<Due> due, List<Written> reviews) {
        var byRequest = new LinkedHashMap<UUID, List<Due>>();
        due.forEach(
                one ->
                        byRequest
                                .computeIfAbsent(one.request.requestId(), _ -> new ArrayList<>())
                                .add(one));
        for (var some : byRequest.values()) {
            var request = some.getFirst().request;
            var wanted = some.stream().map(PayeeReviews::wanted).toList();
            var asked = eyes.ask(tx, request.caller(), request.requestId(), wanted);
            for (int i = 0; i < asked.size(); i++) {
                var facts = some.get(i).now;
                reviews.add(
                        new Written(
                                asked.get(i).id(),
                                facts.account(),
                                facts.digest(),
                                ReviewState.PENDING,
                                true,
                                Optional.empty()));
            }
        }
    }

    private static FourEyes.Wanted wanted(Due one) {
        return new FourEyes.Wanted(
                new ChangeRequest.What(Area.PAYEE_ACCOUNTS, OPERATION, ACCOUNTS, one.now.account()),
                one.before.map(PayeeFacts::view),
                one.now.view(),
                one.now.version());
    }

    /** Accounts are deleted: nobody need look at them any more. */
    public void deleted(Tx tx, Collection<UUID> accounts, Originator by) {
        if (!table.current(tx, accounts).isEmpty()) {
            eyes.supersede(tx, ACCOUNTS, accounts, by);
            table.supersede(tx, accounts);
        }
    }

    @Override
    public Optional<Refusal> approved(Tx tx, ChangeRequest request, Originator by) {
        int hours = table.coolingHours(tx);
        var released =
                Optional.of(tx.bankNow().plus(Duration.ofHours(hours))).filter(_ -> hours > 0);
        return PayeeReviewRefusal.PAYEE_ACCOUNT_CHANGED.when(
                !table.approve(tx, request.id(), released));
    }

    @Override
    public void ended(Tx tx, ChangeRequest request, Originator by) {
        var state =
                switch (request.status()) {
                    case REJECTED, WITHDRAWN, EXPIRED -> ReviewState.REFUSED;
                    case STALE -> ReviewState.STALE;
                    case PENDING, APPROVED ->
                            throw new IllegalStateException(
                                    "review " + request.id() + " ended as " + request.status());
                };
        table.end(tx, request.id(), state);
    }

    /**
     * Those that wait, the newest first; they concern every own account, so a role that is limited
     * to some sees none.
     *
     * @param words in the name of the holder, or in a number
     */
    public Page<WaitingReview> waiting(
            Tx tx, Caller caller, Optional<String> words, PageRequest page) {
        if (!caller.accounts().all()) {
            return new Page<>(List.of(), Optional.empty());
        }
        var before = page.after().map(UUID::fromString);
        return Page.cut(
                table.waiting(tx, words, before, page.limit() + 1),
                page.limit(),
                one -> one.id().toString());
    }

    /** Ends every cooling-off whose time is over. */
    public void release(Tx tx) {
        if (nextRelease(tx).filter(time -> !time.isAfter(tx.bankNow())).isPresent()) {
            table.release(tx);
        }
    }

    /** When payments may leave that could not before, in banking time. */
    public Optional<Instant> nextRelease(Tx tx) {
        return table.nextRelease(tx);
    }
}
