package kontor.approvals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to approval chains. */
public final class ApprovalChains {

    static final String RESOURCE = "approval_chains";

    /** The most chains of an organization: all are read for each list of payments. */
    static final int MOST = 100;

    private static final String WHAT = "Approval chain";

    private final ChainTable table = new ChainTable();
    private final ApprovalTable steps = new ApprovalTable();
    private final Journal journal;
    private final KnownIds known;

    public ApprovalChains(Journal journal, KnownIds known) {
        this.journal = journal;
        this.known = known;
    }

    /** Creates chains. Refuses by {@link ChainRefusal}. */
    List<Outcome<Snapshot>> create(Tx tx, List<Request<ChainTerms>> requests) {
        var existing = existing(tx, requests.stream().flatMap(one -> one.input().named()));
        int free = MOST - table.count(tx);
        var made = new ArrayList<ApprovalChain>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var refused = refusal(one.input(), Set.of(), existing);
            if (refused.isEmpty() && made.size() >= free) {
                refused = Optional.of(ChainRefusal.TOO_MANY_CHAINS.refusal());
            }
            if (refused.isPresent()) {
                outcomes.add(Outcome.refused(refused.get()));
                continue;
            }
            var chain = ApprovalChain.made(one.id(), one.input(), tx.now());
            made.add(chain);
            outcomes.add(Outcome.done(recorded(tx, one, chain, NewEvent.Type.CREATED)));
        }
        table.insert(tx, made);
        return outcomes;
    }

    /**
     * Changes chains. Refuses, in this order: an unknown chain, a deleted one, a stale version,
     * then by {@link ChainRefusal}.
     */
    List<Outcome<Snapshot>> patch(Tx tx, List<Request<ChainPatch>> requests) {
        var before = lock(tx, requests);
        // The ids that a patch adds are in its own operations, whichever patches came before it.
        var existing =
                existing(
                        tx,
                        requests.stream()
                                .filter(one -> before.containsKey(one.id()))
                                .flatMap(
                                        one ->
                                                one.input()
                                                        .applyTo(
                                                                Maps.required(before, one.id())
                                                                        .terms())
                                                        .named()));
        return change(
                tx,
                requests,
                before,
                NewEvent.Type.UPDATED,
                (one, chain) -> {
                    var next = one.input().applyTo(chain.terms());
                    return refusal(next, ids(chain.terms()), existing)
                            .<Outcome<ApprovalChain>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(chain.patched(next, tx.now())));
                });
    }

    /**
     * Deletes chains; payments made before keep their steps. Refuses, in this order: an unknown
     * chain, a deleted one, a stale version.
     */
    List<Outcome<Snapshot>> delete(Tx tx, List<Request<UUID>> requests) {
        return change(
                tx,
                requests,
                lock(tx, requests),
                NewEvent.Type.DELETED,
                (_, chain) -> Outcome.done(chain.delete(tx.now())));
    }

    private interface Step<T> {
        Outcome<ApprovalChain> take(Request<T> request, ApprovalChain now);
    }

    private Map<UUID, ApprovalChain> lock(Tx tx, List<? extends Request<?>> requests) {
        return table.lock(tx, requests.stream().map(Request::id).distinct().toList());
    }

    private <T> List<Outcome<Snapshot>> change(
            Tx tx,
            List<Request<T>> requests,
            Map<UUID, ApprovalChain> before,
            NewEvent.Type type,
            Step<T> step) {
        var after = new LinkedHashMap<UUID, ApprovalChain>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var now = Optional.ofNullable(after.getOrDefault(one.id(), before.get(one.id())));
            var refused = Versioned.refusal(one, WHAT, now);
            Outcome<ApprovalChain> changed =
                    refused.<Outcome<ApprovalChain>>map(Outcome::refused)
                            .orElseGet(() -> step.take(one, now.orElseThrow()));
            outcomes.add(
                    changed.map(
                            chain -> {
                                after.put(chain.id(), chain);
                                return recorded(tx, one, chain, type);
                            }));
        }
        table.update(tx, before, List.copyOf(after.values()));
        return outcomes;
    }

    private Snapshot recorded(Tx tx, Request<?> request, ApprovalChain chain, NewEvent.Type type) {
        var snapshot = chain.snapshot(tx.organization());
        return journal.record(tx, snapshot, Happened.of(type, request.by()));
    }

    private Map<KnownIds.Kind, Set<UUID>> existing(Tx tx, Stream<NamedId> named) {
        Map<KnownIds.Kind, Set<UUID>> wanted =
                named.collect(
                        Collectors.groupingBy(
                                NamedId::kind,
                                () -> new EnumMap<>(KnownIds.Kind.class),
                                Collectors.mapping(NamedId::id, Collectors.toSet())));
        wanted.replaceAll((kind, ids) -> known.existing(tx, kind, ids));
        return wanted;
    }

    private static Set<UUID> ids(ChainTerms terms) {
        return terms.named().map(NamedId::id).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Why a chain cannot have these terms.
     *
     * @param before ids that the chain named before: that one of them was deleted since does not
     *     stop other changes
     */
    private static Optional<Refusal> refusal(
            ChainTerms terms, Collection<UUID> before, Map<KnownIds.Kind, Set<UUID>> existing) {
        var contradiction = terms.contradiction();
        if (contradiction.isPresent()) {
            return Optional.of(contradiction.get().refusal());
        }
        var unknown =
                terms.named()
                        .filter(named -> !before.contains(named.id()))
                        .filter(
                                named ->
                                        !existing.getOrDefault(named.kind(), Set.of())
                                                .contains(named.id()))
                        .map(named -> ChainRefusal.unknown(named.kind()).fault(named.field()))
                        .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(Refusal.rules(unknown));
    }

    Outcome<ApprovalChain> find(Tx tx, UUID id) {
        var found = table.find(tx, id);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound(WHAT));
        }
        return found.get().deleted()
                ? Outcome.refused(Refusal.gone(WHAT))
                : Outcome.done(found.get());
    }

    /** Newest first. */
    Page<ApprovalChain> list(Tx tx, PageRequest page) {
        var before = page.after().map(UUID::fromString).orElse(null);
        return Page.cut(
                table.list(tx, before, page.limit() + 1),
                page.limit(),
                chain -> chain.id().toString());
    }

    /**
     * Those of the roles that a chain names in a step or a condition, or whose approval a payment
     * waits for, each with a sentence that says so. It is called with the rows of the roles locked
     * for update, so that no chain that names them can be written at the same time.
     */
    public Map<UUID, String> keeping(Tx tx, Collection<UUID> roles) {
        var sentences = new LinkedHashMap<UUID, String>();
        steps.awaited(tx, roles)
                .forEach(
                        role ->
                                sentences.put(
                                        role,
                                        "payments wait for its approval; see "
                                                + "GET /payments/v2beta/approvals?roleId="
                                                + role));
        table.naming(tx, roles).forEach((role, chain) -> sentences.put(role, named(chain)));
        return sentences;
    }

    /** Those of the entities that a condition names, as {@link #keeping} for roles. */
    public Map<UUID, String> keepingEntities(Tx tx, Collection<UUID> entities) {
        var sentences = new LinkedHashMap<UUID, String>();
        table.live(tx)
                .forEach(
                        chain ->
                                chain.terms()
                                        .named()
                                        .filter(
                                                id ->
                                                        id.kind() == KnownIds.Kind.ENTITY
                                                                && entities.contains(id.id()))
                                        .forEach(
                                                id ->
                                                        sentences.put(
                                                                id.id(),
                                                                named(chain.id())
                                                                        + "; change that first")));
        return sentences;
    }

    private static String named(UUID chain) {
        return "approval chain " + chain + " names it";
    }
}
