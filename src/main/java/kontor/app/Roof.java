package kontor.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import kontor.batchpages.BatchDesk;
import kontor.batchpages.BatchRoutes;
import kontor.batchpages.ExampleFile;
import kontor.batchpages.ImportPageRoutes;
import kontor.batchpages.KindOfBatch;
import kontor.chainpages.ChainPageRoutes;
import kontor.chainpages.ChainTryRoutes;
import kontor.changepages.ChangePageRoutes;
import kontor.dashboard.ColumnRoutes;
import kontor.dashboard.FindRoutes;
import kontor.dashboard.HomeRoutes;
import kontor.dashboard.Rail;
import kontor.exports.ExportRoutes;
import kontor.exports.Listing;
import kontor.forms.Deeds;
import kontor.iam.RightsListener;
import kontor.limitpages.LimitPageRoutes;
import kontor.limitpages.MyLimitsRoutes;
import kontor.overviews.Overviews;
import kontor.pageparts.ApprovalWords;
import kontor.pageparts.Moments;
import kontor.pageparts.OwnAccounts;
import kontor.pageparts.PartyFinder;
import kontor.pages.AssetRoutes;
import kontor.pages.Pages;
import kontor.partypages.AccountFormRoutes;
import kontor.partypages.CounterpartyFormRoutes;
import kontor.partypages.CounterpartyPageRoutes;
import kontor.partypages.MandateCancelRoutes;
import kontor.partypages.MandateFormRoutes;
import kontor.partypages.MandatePageRoutes;
import kontor.partypages.PartyDoors;
import kontor.partypages.PartyPayments;
import kontor.reference.ReferenceRoutes;
import kontor.returnpages.CallBackRoutes;
import kontor.returnpages.CollectAgainRoutes;
import kontor.returnpages.RetryPolicyRoutes;
import kontor.returnpages.ReturnListRoutes;
import kontor.reviewpages.PayeeReviewRoutes;
import kontor.search.Search;
import kontor.settingspages.AuditExportRoutes;
import kontor.settingspages.AuditPageRoutes;
import kontor.settingspages.EntityPageRoutes;
import kontor.settingspages.MetadataListRoutes;
import kontor.settingspages.MetadataPageRoutes;
import kontor.settingspages.NoticePageRoutes;
import kontor.settingspages.OrganizationPageRoutes;
import kontor.settingspages.RatePageRoutes;
import kontor.settingspages.RolePageRoutes;
import kontor.settingspages.SecurityPageRoutes;
import kontor.settingspages.SettingsRoutes;
import kontor.settingspages.UserListRoutes;
import kontor.settingspages.UserPageRoutes;
import kontor.settingsparts.Desk;
import kontor.waiting.Waiting;

/** The roof: pages for people. Each asks doors with a caller; none knows another. */
final class Roof {

    private final Ground ground;
    private final People people;
    private final Parties parties;
    private final Paying paying;
    private final Banking banking;
    private final Search search;
    private final Pages pages;
    private final Moments moments;
    private final Deeds deeds;
    private final Waiting waiting;
    private final Overviews overviews;

    Roof(
            Ground ground,
            People people,
            Parties parties,
            Paying paying,
            Banking banking,
            Search search) {
        this.ground = ground;
        this.people = people;
        this.parties = parties;
        this.paying = paying;
        this.banking = banking;
        this.search = search;
        this.moments = new Moments(ground.events(), people.users(), people.organizations());
        this.deeds = new Deeds(ground.changes());
        this.waiting = new Waiting(parties.approvals());
        this.overviews =
                new Overviews(
                        waiting,
                        parties.accounts(),
                        parties.connections(),
                        ground.database().clock());
        this.pages =
                new Pages(
                        new Rail(
                                ground.database().forRequests(),
                                people.organizations(),
                                people.roles(),
                                overviews,
                                people.administration().changeRequests(),
                                ground.database().clock(),
                                ground.routes()::serves));
    }

    /**
     * @param openApi the document of the API, complete when pages are asked for
     * @return the reference, which whoever has time prepares
     */
    ReferenceRoutes register(Supplier<JsonNode> openApi) {
        var routes = ground.routes();
        var reference = new ReferenceRoutes(pages, openApi, ground.database().clock());
        reference.register(routes);
        new AssetRoutes(pages).register(routes);
        routes.elsewhere(pages.kind());
        new ColumnRoutes(pages).register(routes);
        new FindRoutes(pages, ground.database().forRequests(), search).register(routes);
        registerHome();
        people.mailing().register(pages, people);
        paying.challenges(parties).registerPages(routes, pages);
        paying.registerPages(pages, deeds, moments, people, parties, waiting);
        new BankPages(ground, people, parties, paying, banking).register(pages, deeds, moments);
        registerSettings();
        registerParties();
        registerMany();
        return reference;
    }

    /** Many things at once, as files and as batches. */
    private void registerMany() {
        var routes = ground.routes();
        var database = ground.database().forRequests();
        var exports = new ExportRoutes(pages, database);
        exports.register(routes, Listing.of(paying.directDebits()));
        exports.register(routes, Listing.of(paying.creditTransfers()));
        exports.register(routes, Listing.of(paying.mandates()));
        exports.register(routes, Listing.of(parties.counterparties()));
        exports.register(routes, Listing.of(banking.transactions()));
        exports.register(routes, Listing.of(banking.expected()));
        exports.register(routes, Listing.of(paying.retries().rTransactions()));
        registerBatches();
    }

    private void registerBatches() {
        var routes = ground.routes();
        var examples = new ExampleFile(parties.accounts(), paying.mandates());
        var desk =
                new BatchDesk(
                        ground.database().forRequests(),
                        deeds,
                        people.organizations(),
                        new ApprovalWords(people.roles(), parties.chains()),
                        moments,
                        examples,
                        parties.approvals().assents());
        var batches = new BatchRoutes(pages, desk);
        var many = paying.manyAtOnce();
        batches.register(routes, KindOfBatch.directDebits(many.directDebits(), many.debitTasks()));
        batches.register(
                routes, KindOfBatch.creditTransfers(many.creditTransfers(), many.transferTasks()));
        new ImportPageRoutes(pages, desk, many.mandateImports()).register(routes);
    }

    private void registerHome() {
        var routes = ground.routes();
        var doors =
                new HomeRoutes.Doors(
                        ground.database().forRequests(),
                        people.organizations(),
                        parties.accounts(),
                        parties.balances(),
                        waiting,
                        overviews);
        new HomeRoutes(pages, doors, routes::serves).register(routes);
    }

    private void registerSettings() {
        var routes = ground.routes();
        var desk =
                new Desk(
                        ground.database().forRequests(),
                        people.organizations(),
                        people.users(),
                        people.roles(),
                        parties.accounts(),
                        parties.entities(),
                        people.administration().changeRequests());
        new SettingsRoutes(pages).register(routes);
        registerPeople(desk);
        new AuditPageRoutes(pages, desk, people.auditLog()).register(routes);
        new SecurityPageRoutes(pages, desk, people.auditLog()).register(routes);
        new AuditExportRoutes(pages, desk, people.auditLog()).register(routes);
        registerRules(desk, people::forget);
        registerReturns(desk);
        var requests = people.administration().changeRequests();
        new ChangePageRoutes(pages, desk, deeds, moments, requests).register(routes);
        new PayeeReviewRoutes(pages, desk, deeds, parties.payeeReviews(), requests)
                .register(routes);
    }

    private void registerPeople(Desk desk) {
        var routes = ground.routes();
        var doors = people.administration();
        var links = people.invitationLinks();
        var rights = new UserPageRoutes.Rights(doors.users(), people::forget, links);
        new UserListRoutes(pages, desk, deeds, links, doors.users().create()).register(routes);
        new UserPageRoutes(pages, desk, deeds, rights).register(routes);
        new RolePageRoutes(pages, desk, deeds, doors.roles(), people::forget).register(routes);
        var limits =
                new LimitPageRoutes.Doors(
                        doors.roles().patch(), doors.users().patch(), people::forget);
        new LimitPageRoutes(pages, desk, deeds, limits).register(routes);
        new MyLimitsRoutes(pages, desk).register(routes);
    }

    private void registerRules(Desk desk, RightsListener rights) {
        var routes = ground.routes();
        var means =
                new OrganizationPageRoutes.Means(
                        people.administration().organization(),
                        rights,
                        ground.allowance().requestsPerSecond());
        new OrganizationPageRoutes(pages, desk, deeds, means).register(routes);
        new NoticePageRoutes(pages, desk, deeds, parties.noticeDoor()).register(routes);
        new EntityPageRoutes(pages, desk, deeds).register(routes);
        new ChainPageRoutes(pages, desk, deeds, parties.chains()).register(routes);
        new ChainTryRoutes(pages, desk, parties.approvals(), parties.chains()).register(routes);
        new MetadataListRoutes(pages, desk, parties.metadataKeys()).register(routes);
        new MetadataPageRoutes(pages, desk, deeds, parties.metadataKeys()).register(routes);
        new RatePageRoutes(pages, desk, deeds, parties.exchangeRates()).register(routes);
    }

    private void registerReturns(Desk desk) {
        var routes = ground.routes();
        var data = ground.database().forRequests();
        var retries = paying.retries();
        new ReturnListRoutes(pages, data, retries.rTransactions()).register(routes);
        new CollectAgainRoutes(pages, data, deeds, paying.directDebits(), retries).register(routes);
        var callBack = paying.cancellations();
        CallBackRoutes.ofCredits(pages, data, deeds, paying.creditTransfers(), callBack)
                .register(routes);
        CallBackRoutes.ofCollections(pages, data, deeds, paying.directDebits(), callBack)
                .register(routes);
        new RetryPolicyRoutes(pages, desk, deeds, retries).register(routes);
    }

    private PartyFinder partyFinder() {
        return new PartyFinder(parties.counterparties(), parties.externalAccounts());
    }

    private OwnAccounts ownAccounts() {
        return new OwnAccounts(parties.accounts(), people.organizations());
    }

    private void registerParties() {
        var routes = ground.routes();
        var doors =
                new PartyDoors(
                        ground.database().forRequests(),
                        deeds,
                        moments,
                        parties.counterparties(),
                        parties.externalAccounts(),
                        paying.mandates(),
                        paying.papers(people, parties),
                        new PartyPayments(paying.directDebits(), paying.creditTransfers()),
                        partyFinder(),
                        ownAccounts());
        var counterpartyPages = new CounterpartyPageRoutes(pages, doors);
        counterpartyPages.register(routes);
        new CounterpartyFormRoutes(pages, doors, counterpartyPages).register(routes);
        new AccountFormRoutes(pages, doors).register(routes);
        new MandatePageRoutes(pages, doors).register(routes);
        new MandateFormRoutes(pages, doors).register(routes);
        new MandateCancelRoutes(pages, doors).register(routes);
    }
}
