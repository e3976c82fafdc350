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
import kontor.caps.CapTable;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Door;
import kontor.changes.ExistingDoor;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.NoInput;
import kontor.changes.Request;
import kontor.changes.ResourceKind;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.principals.Principals;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to approval chains. */
public final class ApprovalChains {

    static final String RESOURCE = "approval_chains";

    /** The most chains of an organization: all are read for each list of payments. */
    static final int MOST = 100;

    public static final ResourceKind KIND = new ResourceKind(RESOURCE, "Approval chain");

    public static final Use CREATE = Use.of("approval_chains:create");

    /** Also of exchange rates and approval settings. */
    public static final Use READ = Use.of("approval_chains:read");

    /** Also of exchange rates and approval settings. */
    public static final Use UPDATE = Use.of("approval_chains:update");

    public static final Use DELETE = Use.of("approval_chains:delete");

    private static final String AWAITED =
            "payments wait for its approval; see GET /payments/v2beta/approvals?roleId=";

    private final ChainTable table = new ChainTable();
    private final ApprovalTable steps = new ApprovalTable();
    private final Journal journal;
    private final KnownIds known;
    private final Principals principals = new Principals();

    /** Creates chains. Refuses by {@link ChainRefusal}. */
    public final Door<ChainTerms> create;

    /** Changes chains. Refuses by {@link ResourceKind}, then by {@link ChainRefusal}. */
    public final Door<ChainPatch> patch;

    /** Deletes chains; payments made before keep their steps. Refuses by {@link ResourceKind}. */
    public final Door<NoInput> delete;

    public ApprovalChains(Journal journal, KnownIds known, FourEyes fourEyes) {
        this.journal = journal;
        this.known = known;
        var area = Area.APPROVAL_CHAINS;
        create =
                fourEyes.door(
                        Operation.of(area, "createApprovalChain", CREATE, ChainTerms::parse)
                                .ofWhole(),
                        this::create);
        patch =
                fourEyes.door(
                        Operation.patch(
                                        area,
                                        "updateApprovalChain",
                                        UPDATE,
                                        ChainPatch.RULES,
                                        ChainPatch::parse)
                                .ofWhole(),
                        new ExistingDoor<>(KIND, table::lock, this::patched));
        delete =
                fourEyes.door(
                        Operation.delete(area, "deleteApprovalChain", DELETE).ofWhole(),
                        new ExistingDoor<>(KIND, table::lock, this::deleted));
    }

    private List<Outcome<Snapshot>> create(Tx tx, List<Request<ChainTerms>> requests) {
        var existing = existing(tx, requests.stream().flatMap(one -> one.input().named()));
        CapTable.alone(tx, RESOURCE);
        int free = MOST - table.count(tx);
        var made = new ArrayList<ApprovalChain>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : requests) {
            var refused =
                    refusal(one.input(), Set.of(), existing)
                            .or(() -> own(tx, one, Optional.of(one.input())));
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

    private List<Outcome<Snapshot>> patched(Tx tx, List<Found<ChainPatch, ApprovalChain>> list) {
        var existing = existing(tx, list.stream().flatMap(one -> next(one).named()));
        return change(
                tx,
                list,
                NewEvent.Type.UPDATED,
                one -> {
                    var next = next(one);
                    var refused =
                            refusal(next, ids(one.now().terms()), existing)
                                    .or(() -> changedOwn(tx, one, next));
                    return Outcome.unless(refused, () -> one.now().patched(next, tx.now()));
                });
    }

    private static ChainTerms next(Found<ChainPatch, ApprovalChain> one) {
        return one.input().applyTo(one.now().terms());
    }

    private List<Outcome<Snapshot>> deleted(Tx tx, List<Found<NoInput, ApprovalChain>> list) {
        return change(
                tx,
                list,
                NewEvent.Type.DELETED,
                one ->
                        Outcome.unless(
                                own(tx, one.request(), Optional.empty()),
                                () -> one.now().delete(tx.now())));
    }

    /** A change of one chain: the changed chain, or why it is refused. */
    private interface Step<T> {
        Outcome<ApprovalChain> take(Found<T, ApprovalChain> one);
    }

    private <T> List<Outcome<Snapshot>> change(
            Tx tx, List<Found<T, ApprovalChain>> list, NewEvent.Type type, Step<T> step) {
        var after = new ArrayList<ApprovalChain>();
        var outcomes = new ArrayList<Outcome<Snapshot>>();
        for (var one : list) {
            outcomes.add(
                    step.take(one)
                            .map(
                                    chain -> {
                                        after.add(chain);
                                        return recorded(tx, one.request(), chain, type);
                                    }));
        }
        table.update(tx, ExistingDoor.now(list), after);
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

    /** Another name alone changes nobody's approval. */
    private Optional<Refusal> changedOwn(
            Tx tx, Found<ChainPatch, ApprovalChain> one, ChainTerms next) {
        var now = one.now().terms();
        return next.withName(now.name()).equals(now)
                ? Optional.empty()
                : own(tx, one.request(), Optional.of(next));
    }

    /** Whoever is no owner makes no chain by which they approve, or nobody has to. */
    private Optional<Refusal> own(Tx tx, Request<?> request, Optional<ChainTerms> terms) {
        var caller = request.caller();
        var refused = principals.ownApproval(tx, caller);
        if (refused.isPresent() || caller.owner() || terms.isEmpty()) {
            return refused;
        }
        if (terms.get().autoApprove() || terms.get().autoApproveLimit().isPresent()) {
            return Optional.of(Principals.ownApproval("the chain would approve by itself"));
        }
        var roles = principals.rolesOf(tx, caller);
        return terms.get()
                .named()
                .filter(named -> named.kind() == KnownIds.Kind.ROLE && roles.contains(named.id()))
                .findFirst()
                .map(named -> Principals.ownApproval(named.field() + " names your own role"));
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

    /** The chain with this id. Refuses an unknown one and a deleted one. */
    public Outcome<ApprovalChain> find(Tx tx, Caller caller, UUID id) {
        return KIND.found(caller, table.find(tx, id));
    }

    /** Newest first; chains belong to no account, so everybody with the permission may see all. */
    public Page<ApprovalChain> list(Tx tx, Caller caller, PageRequest page) {
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
