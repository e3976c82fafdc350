package kontor.directdebits;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.approvals.Approvals;
import kontor.approvals.Subject;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.connections.Connections;
import kontor.core.BankCalendar;
import kontor.core.Caller;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.directdebits.DirectDebitChecks.Sides;
import kontor.mandates.CollectedMandates;
import kontor.mandates.Mandate;
import kontor.mandates.MandateScheme;
import kontor.mandates.Mandates;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.payments.BankReportHandler;
import kontor.payments.Consequences;
import kontor.payments.Decisions;
import kontor.payments.PaymentFiles;
import kontor.payments.PaymentParts;
import kontor.payments.Payments;
import kontor.payments.Schedule;
import kontor.payments.Submission;
import kontor.undermandates.MandateWarnings;
import kontor.undermandates.UnderMandateTable;
import kontor.warnings.WarningSource;

/** The door to direct debits; what they share with credit transfers is in the payments room. */
public final class DirectDebits {

    public static final String RESOURCE = "direct_debits";
    public static final Use CREATE =
            Use.of(
                    "direct_debits:create",
                    "accounts:read",
                    "external_accounts:read",
                    "counterparties:read");
    public static final Use READ = Use.of("direct_debits:read");
    public static final Use DECIDE = Use.of("direct_debits:update");

    /** What waits for mandates, and which of them have any on its way. */
    public static final UnderMandateTable UNDER_MANDATES =
            new UnderMandateTable("direct_debits", "destination_account_id");

    private final MetadataRules metadata = new MetadataRules();
    private final DirectDebitChecks checks;
    private final Mandates mandates;
    private final PaymentParts<DirectDebit> parts;
    private final Payments<DirectDebit> payments;
    private final Decisions<DirectDebit> decisions;

    public DirectDebits(
            DirectDebitChecks checks, Mandates mandates, PaymentParts<DirectDebit> parts) {
        this.checks = checks;
        this.mandates = mandates;
        this.parts = parts;
        this.payments = new Payments<>(parts);
        this.decisions = new Decisions<>(parts);
    }

    /**
     * What payments of this kind are made of; joined once.
     *
     * @param more what else changes when they move, and what to know before they are approved
     */
    public static <M extends Consequences<DirectDebit> & WarningSource>
            PaymentParts<DirectDebit> parts(
                    Approvals approvals,
                    Mandates mandates,
                    ExternalIds externalIds,
                    Journal journal,
                    Connections connections,
                    M more) {
        return new PaymentParts<>(
                DirectDebitTable.PAYMENTS,
                approvals,
                externalIds,
                journal,
                (tx, debit) ->
                        schedule(tx, connections, debit.scheme(), debit.parties().connectionId()),
                new MandateConsequences(mandates, more),
                (tx, debit) ->
                        CollectionFile.told(
                                debit, connections.profile(tx, debit.parties().connectionId())),
                more.and(new MandateWarnings(UNDER_MANDATES)));
    }

    /** Which calendar and cut-off hold for a scheme at the bank of an account. */
    public static Schedule schedule(
            Tx tx, Connections connections, MandateScheme scheme, Optional<UUID> connection) {
        if (!scheme.isSepa()) {
            return Schedule.AUTOGIRO;
        }
        var profile = connections.profile(tx, connection);
        return new Schedule(
                BankCalendar.TARGET,
                profile.latestBankDaysBefore(),
                profile.cutOff(),
                profile.zone(),
                profile.grace(),
                false);
    }

    /**
     * Creates collections; refuses what metadata keys forbid, then by {@link DirectDebitRefusal},
     * then what payment limits forbid, then {@code external_id_taken}.
     */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewDirectDebit>> requests) {
        var judged = judged(tx, requests);
        payments.claim(tx, requests, NewDirectDebit::externalId, judged);
        mandates.collected()
                .usedUp(tx, last(judged).map(entry -> entry.getValue().mandate().id()).toList());
        var maker = checks.maker(tx);
        var made = new LinkedHashMap<UUID, Outcome<Payments.Allowed<DirectDebit>>>();
        requests.forEach(
                one ->
                        made.put(
                                one.id(),
                                Maps.required(judged, one.id())
                                        .map(sides -> maker.made(one, sides))));
        return payments.create(tx, requests, made);
    }

    /** Judges as {@link #create} would and writes nothing. */
    public List<Outcome<Subject>> check(Tx tx, List<Request<NewDirectDebit>> requests) {
        var judged = judged(tx, requests);
        payments.foreseeClaims(tx, requests, NewDirectDebit::externalId, judged);
        return requests.stream()
                .map(
                        one ->
                                Maps.required(judged, one.id())
                                        .map(sides -> DirectDebitMaker.subject(one, sides.own())))
                .toList();
    }

    private Map<UUID, Outcome<Sides>> judged(Tx tx, List<Request<NewDirectDebit>> requests) {
        var outcomes = checks.judge(tx, requests);
        metadata.refuse(
                tx, MetadataResource.DIRECT_DEBITS, requests, NewDirectDebit::metadata, outcomes);
        payments.limit(tx, requests, NewDirectDebit::amount, outcomes);
        // Two of one list that would both be the mandate's only or last collection: the first wins.
        var used = new HashSet<UUID>();
        for (var entry : last(outcomes).toList()) {
            if (!used.add(entry.getValue().mandate().id())) {
                outcomes.put(
                        entry.getKey(),
                        Outcome.refused(DirectDebitRefusal.MANDATE_USED_UP.refusal()));
            }
        }
        return outcomes;
    }

    /** Those that would be the only or last collection of their mandate. */
    private static Stream<Map.Entry<UUID, Sides>> last(Map<UUID, Outcome<Sides>> judged) {
        return judged.entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getValue() instanceof Outcome.Done<Sides>(var sides)
                                                && sides.isLast()
                                        ? Stream.of(Map.entry(entry.getKey(), sides))
                                        : Stream.empty());
    }

    public Payments<DirectDebit> payments() {
        return payments;
    }

    public Decisions<DirectDebit> decisions() {
        return decisions;
    }

    /** SEPA collections as files to banks. */
    public Submission<DirectDebit> submission() {
        return submission(new CollectionFiles(mandates));
    }

    /** Collections as files of another kind. */
    public Submission<DirectDebit> submission(PaymentFiles<DirectDebit> files) {
        return new Submission<>(parts, files);
    }

    /** Links a collection with the one by which it is made again. */
    public DirectDebit retried(Tx tx, DirectDebit original, UUID by) {
        DirectDebitTable.retried(tx, original.id(), by);
        return original.retriedBy(by);
    }

    /** Whether an approver said no to a collection. */
    public boolean isRejected(Tx tx, UUID debit) {
        return DirectDebitTable.isRejected(tx, debit);
    }

    /** Approved collections of these mandates that stand in no file yet. */
    public List<UUID> waitingUnder(Tx tx, Collection<UUID> mandates) {
        return UNDER_MANDATES.approved(tx, mandates);
    }

    /** As they are now, for Kontor's own use. */
    public static List<DirectDebit> forUse(Tx tx, Collection<UUID> debits) {
        return debits.isEmpty()
                ? List.of()
                : DirectDebitTable.PAYMENTS.found(tx, debits, " ORDER BY p.id");
    }

    /**
     * Those of these collections that the caller sees and that cannot leave before Bankgirot agrees
     * to their mandate.
     */
    public static Set<UUID> waitingForMandate(Tx tx, Caller caller, Collection<UUID> debits) {
        return UNDER_MANDATES.waiting(tx, caller.accounts(), debits);
    }

    /** Whether anything at all may be collected under a mandate now. */
    public static boolean mayCollect(Mandate mandate) {
        return MandateChoice.notUsable(mandate).isEmpty();
    }

    /** What banks say of collections. */
    public BankReportHandler<DirectDebit> reports() {
        return new BankReportHandler<>(parts);
    }

    /** How far the collections of mandates are. */
    public static CollectedMandates.InFlight inFlight() {
        return UNDER_MANDATES;
    }

    /**
     * Payers' accounts that a collection under way keeps from being deleted, though its mandate be
     * over.
     */
    public static Map<UUID, String> keeping(Tx tx, Collection<UUID> externalAccounts) {
        var sentences = new LinkedHashMap<UUID, String>();
        DirectDebitTable.PAYMENTS
                .inFlightWith(tx, externalAccounts)
                .forEach(
                        (account, debit) ->
                                sentences.put(account, "direct debit " + debit + " is not final"));
        return sentences;
    }
}
