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

    private static final String AWAITED =
            "payments wait for its approval; see GET /payments/v2beta/approvals?roleId=";

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
        var existing = existing(tx, requests.stream().flatMap(one -> named(one, before)));
        Step<ChainPatch> step =
                (one, chain) -> {
                    var next = one.input().applyTo(chain.terms());
                    var refused = refusal(next, ids(chain.terms()), existing);
                    return Outcome.unless(refused, () -> chain.patched(next, tx.now()));
                };
        return change(tx, requests, before, NewEvent.Type.UPDATED, step);
    }

    /**
     * The ids that a patched chain names; other patches of the list before it add none to these.
     */
    private static Stream<NamedId> named(
            Request<ChainPatch> request, Map<UUID, ApprovalChain> chains) {
        return Optional.ofNullable(chains.get(request.id())).stream()
                .flatMap(chain -> request.input().applyTo(chain.terms()).named());
    }

    /**
     * Deletes chains; payments made before keep their steps. Refuses, in this order: an unknown
     * chain, a deleted one, a stale version.
     */
    List<Outcome<Snapshot>> delete(Tx tx, List<Request<UUID>> requests) {
        Step<UUID> step = (_, chain) -> Outcome.done(chain.delete(tx.now()));
        return change(tx, requests, lock(tx, requests), NewEvent.Type.DELETED, step);
    }

    /** A change of one chain: the changed chain, or why it is refused. */
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
        var wanted = new EnumMap<KnownIds.Kind, Set<UUID>>(KnownIds.Kind.class);
        named.forEach(id -> wanted.computeIfAbsent(id.kind(), _ -> new HashSet<>()).add(id.id()));
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
                        .filter(named -> !exists(named, existing))
                        .map(named -> ChainRefusal.unknown(named.kind()).fault(named.field()))
                        .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(Refusal.rules(unknown));
    }

    private static boolean exists(NamedId named, Map<KnownIds.Kind, Set<UUID>> existing) {
        return existing.getOrDefault(named.kind(), Set.of()).contains(named.id());
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
        steps.awaited(tx, roles).forEach(role -> sentences.put(role, AWAITED + role));
        table.naming(tx, roles).forEach((role, chain) -> sentences.put(role, namedBy(chain)));
        return sentences;
    }

    /** Those of the entities that a condition names, as {@link #keeping} for roles. */
    public Map<UUID, String> keepingEntities(Tx tx, Collection<UUID> entities) {
        var sentences = new LinkedHashMap<UUID, String>();
        for (var chain : table.live(tx)) {
            String sentence = namedBy(chain.id()) + "; change that first";
            chain.terms()
                    .named()
                    .filter(named -> named.kind() == KnownIds.Kind.ENTITY)
                    .map(NamedId::id)
                    .filter(entities::contains)
                    .forEach(entity -> sentences.put(entity, sentence));
        }
        return sentences;
    }

    private static String namedBy(UUID chain) {
        return "approval chain " + chain + " names it";
    }
}
