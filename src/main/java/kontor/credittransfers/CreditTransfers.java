package kontor.credittransfers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.accounts.OwnAccount;
import kontor.approvals.Approvals;
import kontor.approvals.PaymentType;
import kontor.approvals.Subject;
import kontor.changes.Door;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.connections.Connections;
import kontor.core.Maps;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.counterparties.ExternalParty;
import kontor.counterparties.InlineAccount;
import kontor.counterparties.InlineAccounts;
import kontor.credittransfers.CreditTransfer.Parties;
import kontor.credittransfers.CreditTransfer.Payee;
import kontor.credittransfers.CreditTransferChecks.Sides;
import kontor.credittransfers.CreditTransferChecks.Target;
import kontor.db.Tx;
import kontor.duplicates.Duplicates;
import kontor.mandates.Mandates;
import kontor.metadata.MetadataResource;
import kontor.metadata.MetadataRules;
import kontor.payeereviews.PayeeReviews;
import kontor.payercredits.CreditConsequences;
import kontor.payments.BankReportHandler;
import kontor.payments.Decisions;
import kontor.payments.PartySnapshot;
import kontor.payments.PaymentFiles;
import kontor.payments.PaymentParts;
import kontor.payments.PaymentProgress;
import kontor.payments.PaymentTerms;
import kontor.payments.Payments;
import kontor.payments.Payments.Allowed;
import kontor.payments.Schedule;
import kontor.payments.Submission;
import kontor.warnings.WarningSource;
import kontor.wire.Json;

/** The door to credit transfers; what they share with direct debits is in the payments room. */
public final class CreditTransfers {

    public static final String RESOURCE = "credit_transfers";
    public static final Use CREATE =
            Use.of(
                    "credit_transfers:create",
                    "accounts:read",
                    "entities:read",
                    "external_accounts:read",
                    "counterparties:read");
    public static final Use READ = Use.of("credit_transfers:read");
    public static final Use UPDATE = Use.of("credit_transfers:update");

    private final MetadataRules metadata = new MetadataRules();
    private final CreditTransferChecks checks;
    private final InlineAccounts inlineAccounts;
    private final Connections connections;
    private final PaymentParts<CreditTransfer> parts;
    private final Payments<CreditTransfer> payments;
    private final Decisions<CreditTransfer> decisions;

    /**
     * Changes the date, or forces the status; refuses by {@link kontor.changes.ResourceKind}, then
     * {@code payment_not_open}, {@code date_in_past}, {@code date_too_far}, {@code
     * permission_missing}, {@code status_not_forcible}.
     */
    public final Door<CreditTransferPatch> patch;

    public CreditTransfers(
            CreditTransferChecks checks,
            InlineAccounts inlineAccounts,
            Connections connections,
            PaymentParts<CreditTransfer> parts) {
        this.checks = checks;
        this.inlineAccounts = inlineAccounts;
        this.connections = connections;
        this.parts = parts;
        this.payments = new Payments<>(parts);
        this.decisions = new Decisions<>(parts);
        this.patch = decisions.door(new CreditTransferPatch.Judge(checks, connections)::patched);
    }

    /** What payments of this kind are made of; joined once. */
    public static PaymentParts<CreditTransfer> parts(
            Approvals approvals,
            ExternalIds externalIds,
            Journal journal,
            Connections connections,
            Duplicates duplicates,
            Mandates mandates,
            WarningSource more) {
        return new PaymentParts<>(
                CreditTransferTable.PAYMENTS,
                approvals,
                externalIds,
                journal,
                (tx, transfer) -> schedule(tx, connections, transfer),
                new CreditConsequences<>(
                        mandates,
                        CreditTransfer::mandate,
                        duplicates.remembering(transfer -> transfer.parties().destination())),
                TransferFile.warnings(connections),
                duplicates.and(more));
    }

    static Schedule schedule(Tx tx, Connections connections, CreditTransfer transfer) {
        return transfer.mandate().isPresent()
                ? Schedule.AUTOGIRO
                : schedule(tx, connections, transfer.scheme(), transfer.parties().connectionId());
    }

    /** Which calendar and cut-off hold for a scheme at the bank of an account. */
    public static Schedule schedule(
            Tx tx, Connections connections, TransferScheme scheme, UUID connection) {
        var profile = connections.profile(tx, Optional.of(connection));
        return scheme.atOnce()
                ? Schedule.instant(profile.zone())
                : new Schedule(
                        scheme.calendar(),
                        scheme.bankDaysBefore(),
                        profile.cutOff(),
                        profile.zone(),
                        profile.grace(),
                        false);
    }

    /**
     * Creates transfers; refuses what metadata keys forbid, then by {@link CreditTransferRefusal},
     * then what payment limits forbid, then {@code external_id_taken}.
     */
    public List<Outcome<Snapshot>> create(Tx tx, List<Request<NewCreditTransfer>> requests) {
        var judged = judged(tx, requests);
        payments.claim(tx, requests, NewCreditTransfer::externalId, judged);
        keepInline(tx, requests, judged);
        var maker = new Maker(tx);
        var made = new LinkedHashMap<UUID, Outcome<Allowed<CreditTransfer>>>();
        for (var one : requests) {
            var outcome = Maps.required(judged, one.id());
            made.put(one.id(), outcome.map(sides -> maker.made(one, sides)));
        }
        return payments.create(tx, requests, made);
    }

    /** Judges as {@link #create} would and writes nothing. */
    public List<Outcome<Subject>> check(Tx tx, List<Request<NewCreditTransfer>> requests) {
        var judged = judged(tx, requests);
        payments.foreseeClaims(tx, requests, NewCreditTransfer::externalId, judged);
        return requests.stream()
                .map(
                        one ->
                                Maps.required(judged, one.id())
                                        .map(sides -> subject(one, sides.source())))
                .toList();
    }

    private Map<UUID, Outcome<Sides>> judged(Tx tx, List<Request<NewCreditTransfer>> requests) {
        var outcomes = checks.judge(tx, requests);
        var ours = MetadataResource.CREDIT_TRANSFERS;
        metadata.refuse(tx, ours, requests, NewCreditTransfer::metadata, outcomes);
        payments.limit(tx, requests, NewCreditTransfer::amount, outcomes);
        return outcomes;
    }

    private static Subject subject(Request<NewCreditTransfer> input, OwnAccount own) {
        return new Subject(
                input.id(),
                PaymentType.CREDIT_TRANSFER,
                input.input().amount(),
                input.caller(),
                own.id(),
                own.holderEntity().id());
    }

    /**
     * Makes accounts of what INLINE destinations describe, for those transfers that will be made.
     */
    private void keepInline(
            Tx tx, List<Request<NewCreditTransfer>> requests, Map<UUID, Outcome<Sides>> judged) {
        var described = new ArrayList<Request<InlineAccount>>();
        for (var one : requests) {
            if (judged.get(one.id())
                    instanceof Outcome.Done<Sides>(Sides(_, Target.Inline(var account), _))) {
                described.add(one.with(account));
            }
        }
        var kept = inlineAccounts.keep(tx, described);
        kept.forEach(
                (id, outcome) ->
                        judged.computeIfPresent(
                                id,
                                (_, sides) ->
                                        outcome.flatMap(party -> sides.map(one -> one.to(party)))));
        var refused =
                kept.keySet().stream()
                        .filter(id -> judged.get(id) instanceof Outcome.Refused<Sides>)
                        .toList();
        if (!refused.isEmpty()) {
            parts.externalIds().withdraw(tx, refused);
        }
    }

    /** Makes transfers of one list; accounts that come up again are written down once. */
    private final class Maker {
        private final Tx tx;
        private final Map<UUID, PartySnapshot> shown = new HashMap<>();

        Maker(Tx tx) {
            this.tx = tx;
        }

        Allowed<CreditTransfer> made(Request<NewCreditTransfer> request, Sides sides) {
            NewCreditTransfer input = request.input();
            OwnAccount own = sides.source();
            var terms =
                    new PaymentTerms(
                            request.id(),
                            Optional.of(request.caller().userId()),
                            Optional.of(request.caller().roleId()),
                            input.amount(),
                            input.reference(),
                            input.categoryPurpose(),
                            input.chargeBearer().map(Enum::name),
                            input.externalId(),
                            input.metadata(),
                            input.batch(),
                            tx.now());
            var schedule =
                    sides.mandate().isPresent()
                            ? Schedule.AUTOGIRO
                            : schedule(tx, connections, input.scheme(), own.connectionId());
            var day = schedule.firstFrom(input.date(), tx.bankNow());
            var transfer =
                    new CreditTransfer(
                            terms,
                            PaymentProgress.begun(input.date(), day, tx.now()),
                            input.scheme(),
                            parties(sides),
                            input.worldlink() ? schemeDetails(own) : Optional.empty(),
                            input.regulatoryReporting());
            return new Allowed<>(transfer, subject(request, own));
        }

        /** SchemeDetails of the API, with the number that the transfer goes by. */
        private static Optional<String> schemeDetails(OwnAccount own) {
            return SchemeRules.worldlink(own)
                    .map(found -> Json.write(Json.object().set("instrument", found.view())));
        }

        private Parties parties(Sides sides) {
            return switch (sides.target()) {
                case Target.Own(var account) ->
                        parties(
                                sides,
                                new Payee.Own(account.id()),
                                shown(account),
                                Optional.empty());
                case Target.External(var party) ->
                        parties(
                                sides,
                                new Payee.External(party.id(), party.counterpartyId()),
                                shown(party),
                                party.review());
                case Target.Inline(var account) ->
                        throw new IllegalStateException(
                                "the account " + account.digest() + " was not kept");
            };
        }

        private Parties parties(
                Sides sides, Payee payee, PartySnapshot destination, Optional<UUID> review) {
            var own = sides.source();
            return new Parties(
                    own.connectionId(),
                    own.id(),
                    payee,
                    shown(own),
                    destination,
                    review,
                    sides.mandate());
        }

        private PartySnapshot shown(OwnAccount own) {
            return shown.computeIfAbsent(
                    own.id(), _ -> PartySnapshot.of(own.snapshot(tx.organization()), own.holder()));
        }

        private PartySnapshot shown(ExternalParty party) {
            return shown.computeIfAbsent(
                    party.id(),
                    _ ->
                            PartySnapshot.of(
                                    party.accountSnapshot(tx.organization()), party.holder()));
        }
    }

    public Payments<CreditTransfer> payments() {
        return payments;
    }

    public Decisions<CreditTransfer> decisions() {
        return decisions;
    }

    /** How transfers leave. */
    public Outgoing outgoing(Accounts accounts, PayeeReviews reviews) {
        return new Outgoing(parts, accounts, reviews);
    }

    public record Outgoing(
            PaymentParts<CreditTransfer> parts, Accounts accounts, PayeeReviews reviews) {

        /** As files to banks. */
        public Submission<CreditTransfer> toBanks() {
            return of(new TransferFiles.Iso20022());
        }

        /** As files of another kind. */
        public Submission<CreditTransfer> of(PaymentFiles<CreditTransfer> files) {
            return new Submission<>(parts, new TransferFiles(accounts, reviews, files));
        }
    }

    /** What banks say of transfers. */
    public BankReportHandler<CreditTransfer> reports() {
        return new BankReportHandler<>(parts);
    }

    /** Payees' accounts that a transfer under way keeps from being deleted. */
    public static Map<UUID, String> keeping(Tx tx, Collection<UUID> externalAccounts) {
        return CreditTransferTable.keeping(tx, externalAccounts);
    }
}
