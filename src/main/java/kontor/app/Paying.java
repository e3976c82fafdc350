package kontor.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kontor.approvals.PaymentType;
import kontor.cancellations.Cancellations;
import kontor.challenges.ChallengeRoutes;
import kontor.core.OrganizationId;
import kontor.counterparties.InlineAccounts;
import kontor.counterparties.Uses;
import kontor.credittransfers.CreditTransfer;
import kontor.credittransfers.CreditTransferChecks;
import kontor.credittransfers.CreditTransferRoutes;
import kontor.credittransfers.CreditTransfers;
import kontor.directdebits.DirectDebit;
import kontor.directdebits.DirectDebitChecks;
import kontor.directdebits.DirectDebitRoutes;
import kontor.directdebits.DirectDebits;
import kontor.duplicates.Duplicates;
import kontor.forms.Deeds;
import kontor.jobs.Job;
import kontor.jobs.WatchTable;
import kontor.mandatepapers.MandatePapers;
import kontor.mandates.MandateChecks;
import kontor.mandates.MandateRoutes;
import kontor.mandates.Mandates;
import kontor.metadata.MetadataResource;
import kontor.pageparts.ApprovalWords;
import kontor.pageparts.Moments;
import kontor.pageparts.OwnAccounts;
import kontor.pageparts.PartyFinder;
import kontor.pages.Pages;
import kontor.payeereviews.HeldPayments;
import kontor.payercredits.Credits;
import kontor.paymentforms.FormDoors;
import kontor.paymentforms.FormRoutes;
import kontor.paymentmetadata.PaymentMetadata;
import kontor.paymentmetadata.PaymentMetadataRoutes;
import kontor.paymentpages.ApprovalPageRoutes;
import kontor.paymentpages.KindOfPayment;
import kontor.paymentpages.KindPageRoutes;
import kontor.paymentpages.PaymentDesk;
import kontor.payments.Decisions;
import kontor.payments.Payment;
import kontor.payments.RegulatoryCodeRoutes;
import kontor.previews.PreviewRoutes;
import kontor.previews.Previews;
import kontor.reopening.EntityMoves;
import kontor.retention.Step;
import kontor.retries.Retries;
import kontor.retries.RetryRoutes;
import kontor.rtransactions.RTransactionRoutes;
import kontor.timelines.TimelineRoutes;
import kontor.timelines.Timelines;
import kontor.transactions.Transactions;
import kontor.waiting.Waiting;
import kontor.warnings.Warnings;

/** The floor of payments: transfers, mandates and collections, one by one and in batches. */
public final class Paying {

    /** Mandates that lapse, and payments that are forgotten, in one transaction at most. */
    private static final int LAPSING = 1_000;

    private static final int REPEATS = 5_000;

    private static final PaymentMetadataRoutes.Words OF_DEBITS =
            new PaymentMetadataRoutes.Words(
                    "/payments/v2beta/direct-debits", "DirectDebit", DirectDebits.DECIDE);
    private static final PaymentMetadataRoutes.Words OF_TRANSFERS =
            new PaymentMetadataRoutes.Words(
                    "/payments/v2beta/credit-transfers", "CreditTransfer", CreditTransfers.UPDATE);

    private final Ground ground;
    private final CreditTransfers creditTransfers;
    private final Duplicates duplicates = new Duplicates();
    private final Mandates mandates;
    private final DirectDebits directDebits;
    private final ManyAtOnce manyAtOnce;
    private final Previews previews;
    private final Retries retries;
    private final Cancellations cancellations;
    private final Timelines timelines;
    private final PaymentMetadata<DirectDebit> debitMetadata;
    private final PaymentMetadata<CreditTransfer> transferMetadata;

    Paying(Ground ground, Parties parties) {
        this.ground = ground;
        var journal = ground.journal();
        var externalIds = ground.externalIds();
        var accounts = parties.accounts();
        var payees = parties.externalAccounts();
        var connections = parties.connections();
        var consents = new MandateChecks(accounts, payees, externalIds);
        var inFlight = Credits.with(DirectDebits.inFlight());
        Mandates.Listener news = (tx, made) -> parties.earlyAdvices(this).made(tx, made);
        mandates = new Mandates(consents, externalIds, journal, inFlight, news);
        creditTransfers =
                new CreditTransfers(
                        new CreditTransferChecks(
                                accounts, payees, externalIds, connections, mandates),
                        new InlineAccounts(parties.counterparties(), payees),
                        connections,
                        CreditTransfers.parts(
                                parties.approvals(),
                                externalIds,
                                journal,
                                connections,
                                duplicates,
                                mandates,
                                new HeldPayments().and(Credits.warnings())));
        var told = parties.notices();
        var parts =
                DirectDebits.parts(
                        parties.approvals(), mandates, externalIds, journal, connections, told);
        directDebits =
                new DirectDebits(
                        new DirectDebitChecks(accounts, payees, mandates, externalIds, connections),
                        mandates,
                        parts);
        debitMetadata = metadata(MetadataResource.DIRECT_DEBITS, directDebits.decisions());
        transferMetadata = metadata(MetadataResource.CREDIT_TRANSFERS, creditTransfers.decisions());
        cancellations = new Cancellations(directDebits, creditTransfers);
        timelines = new Timelines(journal.events(), directDebits, cancellations, creditTransfers);
        previews = previews(parties);
        retries = new Retries(directDebits, accounts, mandates, journal, ground.fourEyes());
        manyAtOnce = new ManyAtOnce(ground, parties, mandates, directDebits, creditTransfers);
    }

    private Previews previews(Parties parties) {
        return new Previews(
                ground.database(),
                parties.approvals(),
                parties.chains(),
                directDebits,
                creditTransfers);
    }

    private <P extends Payment<P>> PaymentMetadata<P> metadata(
            MetadataResource resource, Decisions<P> decisions) {
        return new PaymentMetadata<>(resource, decisions, new Transactions(ground.journal()));
    }

    /** What keeps an external account from being deleted. */
    static List<Uses> uses() {
        return List.of(Mandates::keeping, DirectDebits::keeping, CreditTransfers::keeping);
    }

    void register(EntityMoves moves) {
        moves.judges(directDebits.decisions()::judge, creditTransfers.decisions()::judge);
        var resources = ground.resources();
        var routes = ground.routes();
        new MandateRoutes(resources, mandates).register(routes);
        new CreditTransferRoutes(resources, creditTransfers, ground.fourEyes()).register(routes);
        new DirectDebitRoutes(resources, directDebits).register(routes);
        new PreviewRoutes(previews).register(routes);
        new TimelineRoutes(resources, timelines).register(routes);
        new RetryRoutes(resources, retries).register(routes);
        new RTransactionRoutes(resources, retries.rTransactions()).register(routes);
        new PaymentMetadataRoutes(resources, OF_DEBITS, debitMetadata).register(routes);
        new PaymentMetadataRoutes(resources, OF_TRANSFERS, transferMetadata).register(routes);
        manyAtOnce.register(ground);
        new RegulatoryCodeRoutes().register(routes);
    }

    /** What is approved with a passkey. */
    ChallengeRoutes challenges(Parties parties) {
        return manyAtOnce.challenges(ground, parties, directDebits, creditTransfers);
    }

    /** The pages of payments: lists, each of them, decisions, forms for new ones. */
    void registerPages(
            Pages pages,
            Deeds deeds,
            Moments moments,
            People people,
            Parties parties,
            Waiting waiting) {
        var routes = ground.routes();
        var debits = KindOfPayment.of(directDebits, retries.collectAgain()::whyNot);
        var transfers = KindOfPayment.of(creditTransfers);
        var desk = desk(pages, deeds, moments, people, parties);
        new KindPageRoutes<>(desk, debits, timelines::ofDebit, debitMetadata.patch)
                .register(routes);
        new KindPageRoutes<>(desk, transfers, timelines::ofTransfer, transferMetadata.patch)
                .register(routes);
        new ApprovalPageRoutes(
                        desk,
                        waiting,
                        Map.of(
                                PaymentType.DIRECT_DEBIT, debits,
                                PaymentType.CREDIT_TRANSFER, transfers))
                .register(routes);
        new FormRoutes(pages, forms(desk, parties)).register(routes);
    }

    private PaymentDesk desk(
            Pages pages, Deeds deeds, Moments moments, People people, Parties parties) {
        var transfers = creditTransfers.payments();
        var debits = directDebits.payments();
        return new PaymentDesk(
                pages,
                ground.database().forRequests(),
                deeds,
                new OwnAccounts(parties.accounts(), people.organizations()),
                moments,
                new ApprovalWords(people.roles(), parties.chains()),
                new Warnings(List.of(transfers.warnings(), debits.warnings())),
                parties.approvals().assents());
    }

    private FormDoors forms(PaymentDesk desk, Parties parties) {
        return new FormDoors(
                desk.database(),
                desk.deeds(),
                desk.accounts(),
                desk.words(),
                new PartyFinder(parties.counterparties(), parties.externalAccounts()),
                previews,
                directDebits,
                mandates,
                creditTransfers);
    }

    /** Collections called back after they have left. */
    Cancellations cancellations() {
        return cancellations;
    }

    Retries retries() {
        return retries;
    }

    CreditTransfers creditTransfers() {
        return creditTransfers;
    }

    Mandates mandates() {
        return mandates;
    }

    DirectDebits directDebits() {
        return directDebits;
    }

    ManyAtOnce manyAtOnce() {
        return manyAtOnce;
    }

    /** Mandates as documents. */
    MandatePapers papers(People people, Parties parties) {
        return new MandatePapers(
                new MandatePapers.Doors(
                        ground.database().forRequests(),
                        mandates,
                        parties.accounts(),
                        parties.entities(),
                        directDebits,
                        ground.events(),
                        people.users()));
    }

    /** What is done now and then: forgets what nobody needs any more, lets old mandates lapse. */
    List<Step> housekeeping() {
        var changes = ground.changes();
        return List.of(
                manyAtOnce.forgetting(),
                new Step("forgetting repeats", one -> forgetRepeats(one)),
                new Step("forgetting keys", one -> changes.forgetExpiredClaims(one) < 0),
                new Step("lapsing mandates", one -> lapse(one) == LAPSING));
    }

    /** What is done in the moment in which there is something to do. */
    List<Job<?>> jobs(WatchTable watch, EntityMoves moves) {
        var jobs = new ArrayList<>(manyAtOnce.jobs(watch));
        jobs.add(retries.job(ground.changes(), watch));
        jobs.add(
                Job.ofOrganizations(
                        "entity-moves",
                        Duration.ofSeconds(1),
                        watch::withEntityMoves,
                        one -> judge(moves, one)));
        return jobs;
    }

    private void judge(EntityMoves moves, OrganizationId organization) {
        while (ground.changes().inLane(organization, moves::round)) {}
    }

    private boolean forgetRepeats(OrganizationId one) {
        return ground.database().write(one, tx -> duplicates.forgetOld(tx, REPEATS)) == REPEATS;
    }

    private int lapse(OrganizationId organization) {
        return ground.changes().inLane(organization, tx -> mandates.collected().lapse(tx, LAPSING));
    }
}
