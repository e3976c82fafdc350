package kontor.app;

import kontor.bankfiles.FileTraffic;
import kontor.bankpages.BankFiles;
import kontor.bankpages.CasePageRoutes;
import kontor.bankpages.ConnectionPageRoutes;
import kontor.bankpages.FileListRoutes;
import kontor.bankpages.FilePageRoutes;
import kontor.bankpages.SealPageRoutes;
import kontor.bankpages.StopRoutes;
import kontor.bankpages.TestDataRoutes;
import kontor.cashpages.AccountListRoutes;
import kontor.cashpages.AccountPageRoutes;
import kontor.cashpages.CashDoors;
import kontor.cashpages.TransactionListRoutes;
import kontor.cashpages.TransactionPageRoutes;
import kontor.emergency.LeavingFiles;
import kontor.forms.Deeds;
import kontor.messagepages.MessagePageRoutes;
import kontor.pageparts.Moments;
import kontor.pageparts.OwnAccounts;
import kontor.pages.Pages;
import kontor.reconciliationpages.ExpectedFormRoutes;
import kontor.reconciliationpages.ExpectedPageRoutes;
import kontor.reconciliationpages.WorkDoors;
import kontor.reconciliationpages.WorkFormRoutes;
import kontor.reconciliationpages.WorkListRoutes;
import kontor.reports.ReportContents;
import kontor.reports.ReportRoutes;
import kontor.reports.Reports;
import kontor.statements.EndOfDaySummaries;
import kontor.statements.StatementFiles;
import kontor.statements.Statements;
import kontor.suggestions.SuggestionRoutes;
import kontor.suggestions.Suggestions;
import kontor.testbank.Postings;

/** The part of the roof about banks and own money. */
final class BankPages {

    private final Ground ground;
    private final People people;
    private final Parties parties;
    private final Paying paying;
    private final Banking banking;

    BankPages(Ground ground, People people, Parties parties, Paying paying, Banking banking) {
        this.ground = ground;
        this.people = people;
        this.parties = parties;
        this.paying = paying;
        this.banking = banking;
    }

    void register(Pages pages, Deeds deeds, Moments moments) {
        registerBanks(pages, deeds);
        registerCash(pages, deeds, moments);
        registerReconciliation(pages, deeds, moments);
        registerReports();
    }

    /** What bookings may be, as programs ask for it too. */
    private Suggestions suggestions() {
        var suggestions =
                new Suggestions(
                        banking.expected(),
                        banking.transactions(),
                        paying.directDebits().payments(),
                        paying.creditTransfers().payments());
        new SuggestionRoutes(
                        ground.resources(),
                        suggestions,
                        banking.transactions(),
                        banking.expected(),
                        banking.byHand().refusing())
                .register(ground.routes());
        return suggestions;
    }

    private void registerReconciliation(Pages pages, Deeds deeds, Moments moments) {
        var routes = ground.routes();
        var suggestions = suggestions();
        var doors =
                new WorkDoors(
                        ground.database().forRequests(),
                        deeds,
                        moments,
                        new OwnAccounts(parties.accounts(), people.organizations()),
                        banking.transactions(),
                        banking.expected(),
                        banking.byHand(),
                        suggestions);
        var list = new WorkListRoutes(pages, doors);
        list.register(routes);
        new WorkFormRoutes(pages, doors, list).register(routes);
        new ExpectedPageRoutes(pages, doors).register(routes);
        new ExpectedFormRoutes(pages, doors).register(routes);
    }

    private void registerBanks(Pages pages, Deeds deeds) {
        var routes = ground.routes();
        var database = ground.database().forRequests();
        var files =
                new BankFiles(
                        database,
                        people.organizations(),
                        parties.connections(),
                        new FileTraffic(),
                        banking.bankWork(),
                        banking.fileDecisions());
        var bank =
                new TestDataRoutes.Bank(
                        banking.clockAdvance(),
                        new Postings(parties.accounts()::ibanForUse),
                        parties.accounts());
        new FileListRoutes(pages, files).register(routes);
        new FilePageRoutes(pages, files, deeds).register(routes);
        new MessagePageRoutes(pages, new kontor.bankfiles.BankFiles(database)).register(routes);
        new CasePageRoutes(pages, files, banking.cases(), deeds).register(routes);
        new ConnectionPageRoutes(pages, files, deeds).register(routes);
        new SealPageRoutes(pages, files, parties.sealKeys(), deeds).register(routes);
        new StopRoutes(pages, files, new LeavingFiles(database), deeds).register(routes);
        new TestDataRoutes(pages, files, bank, deeds).register(routes);
    }

    private void registerCash(Pages pages, Deeds deeds, Moments moments) {
        var routes = ground.routes();
        var doors =
                new CashDoors(
                        ground.database().forRequests(),
                        moments,
                        parties.accounts(),
                        parties.balances(),
                        new EndOfDaySummaries(parties.accounts()),
                        banking.transactions(),
                        banking.pending(),
                        banking.cases());
        new AccountListRoutes(pages, doors).register(routes);
        new AccountPageRoutes(pages, doors).register(routes);
        new TransactionListRoutes(pages, doors).register(routes);
        new TransactionPageRoutes(pages, doors, deeds).register(routes);
    }

    /** Statements that came over connections; what is only looked at is never booked. */
    private void registerReports() {
        var database = ground.database();
        var accounts = parties.accounts();
        var looking =
                new Statements(
                        ground.journal(),
                        banking.cases(),
                        accounts,
                        parties.balances(),
                        (_, _) -> {
                            throw new IllegalStateException("booked while looking");
                        });
        var reports =
                new Reports(
                        new Reports.Rooms(
                                database,
                                parties.connections(),
                                accounts,
                                new StatementFiles(database, ground.changes(), accounts, looking),
                                banking.bankWork().inboxFiles(),
                                ground.journal(),
                                ground.allowance()));
        var contents =
                new ReportContents(database, accounts, new kontor.bankfiles.BankFiles(database));
        new ReportRoutes(ground.resources(), reports, contents).register(ground.routes());
    }
}
