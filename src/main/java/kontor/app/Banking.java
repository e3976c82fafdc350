package kontor.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.administration.FileDoor;
import kontor.bankfiles.BankFileRoutes;
import kontor.bankfiles.BankFiles;
import kontor.bankgirot.Bankgirot;
import kontor.banks.BankLine;
import kontor.banks.BankWork;
import kontor.banks.FileKind;
import kontor.banks.InstructionRoutes;
import kontor.banks.Instructions;
import kontor.banks.PaymentSource;
import kontor.bgmax.BgMaxFiles;
import kontor.cases.CaseRoutes;
import kontor.cases.Cases;
import kontor.changes.Door;
import kontor.core.OrganizationId;
import kontor.expectations.ExpectedBookings;
import kontor.expectations.ExpectedTransactionRoutes;
import kontor.expectations.ExpectedTransactions;
import kontor.expectations.Reconciling;
import kontor.girofacts.DepositTable;
import kontor.gironews.BankgirotFiles;
import kontor.gironews.EarlyRefunds;
import kontor.history.BankDesk;
import kontor.history.History;
import kontor.ledger.LedgerCheck;
import kontor.lines.Calls;
import kontor.lines.LineTroubles;
import kontor.lines.Lines;
import kontor.lines.Pace;
import kontor.payments.BankReportFiles;
import kontor.pending.PendingTransactionRoutes;
import kontor.pending.PendingTransactions;
import kontor.reconciliation.ByHand;
import kontor.reconciliation.ClearingHouse;
import kontor.reconciliation.Matching;
import kontor.reconciliation.PaymentReconcilingRoutes;
import kontor.retention.Step;
import kontor.search.Doors;
import kontor.statements.EndOfDayRoutes;
import kontor.statements.EndOfDaySummaries;
import kontor.statements.StatementFiles;
import kontor.statements.Statements;
import kontor.testbank.ClockAdvance;
import kontor.testbank.IdempotencyTestRoute;
import kontor.testbank.SandboxClock;
import kontor.testbank.TestBankRoutes;
import kontor.testbankgirot.SimulatedBankgirot;
import kontor.transactions.Attachment;
import kontor.transactions.TransactionRoutes;
import kontor.transactions.Transactions;

/** The floor towards the banks: files out and in, what was booked, and the test bank. */
public final class Banking {

    private final Ground ground;
    private final Parties parties;
    private final SandboxClock sandboxClock;
    private final Cases cases;
    private final Transactions transactions;
    private final PendingTransactions pending;
    private final ExpectedTransactions expected;
    private final ByHand byHand;
    private final LineTroubles troubles = new LineTroubles();
    private final History history;
    private final BankWork bankWork;
    private final Door<Instructions.Decision> fileDecisions;

    Banking(Ground ground, People people, Parties parties, Paying paying) {
        this.ground = ground;
        this.parties = parties;
        var organizations = people.organizations();
        sandboxClock = SandboxClock.of(organizations::isSandbox, organizations::advanceClock);
        cases = new Cases(ground.journal());
        transactions = new Transactions(ground.journal());
        pending = new PendingTransactions(ground.journal());
        var booked = new ExpectedBookings(ground.journal(), transactions);
        expected =
                new ExpectedTransactions(
                        parties.accounts(),
                        ground.externalIds(),
                        ground.journal(),
                        transactions,
                        booked);
        var reconciling = new Reconciling(expected, ground.journal(), transactions);
        byHand = ByHand.of(reconciling, debits(paying), transfers(paying), transactions);
        var kinds = List.of(debits(paying).kind(), transfers(paying).kind());
        var house = ClearingHouse.of(Bankgirot::payments, DepositTable::names);
        var bankgirot = parties.bankgirot(paying);
        var instructions = new Instructions(ground.journal(), outgoing(paying, bankgirot));
        Matching.SentFiles sent = instructions::spokenOf;
        var matching = new Matching(kinds, house, transactions, booked, sent, cases);
        history =
                new History(
                        ground.database(),
                        ground.journal(),
                        parties.channels(),
                        instructions,
                        ground.kept(),
                        organizations::all);
        bankWork =
                new BankWork(
                        ground.database(),
                        ground.changes(),
                        ground.journal(),
                        parties.connections(),
                        parties.channels(),
                        files(instructions, paying, matching, bankgirot));
        fileDecisions = FileDoor.of(ground.fourEyes(), bankWork.instructions());
    }

    private List<PaymentSource> outgoing(Paying paying, Bankgirot bankgirot) {
        var debits = paying.directDebits();
        var all = new ArrayList<PaymentSource>();
        all.add(debits.submission());
        var transfers =
                paying.creditTransfers().outgoing(parties.accounts(), parties.payeeReviews());
        all.addAll(bankgirot.outgoing(debits::submission, transfers::of));
        all.add(transfers.toBanks());
        return all;
    }

    private StatementFiles accountFiles(Matching matching) {
        var accounts = parties.accounts();
        var statements =
                new Statements(ground.journal(), cases, accounts, parties.balances(), matching);
        return new StatementFiles(ground.database(), ground.changes(), accounts, statements);
    }

    /** What leaves for banks, and the kinds of files that come from them. */
    private BankWork.Files files(
            Instructions instructions, Paying paying, Matching matching, Bankgirot bankgirot) {
        var accountFiles = accountFiles(matching);
        var incoming = new ArrayList<FileKind>();
        incoming.add(
                new BankReportFiles(
                        ground.changes(),
                        instructions,
                        cases,
                        parties.accounts()::areReportedBy,
                        matching::refused,
                        List.of(
                                paying.directDebits().reports(),
                                bankgirot.newMandates(),
                                paying.creditTransfers().reports())));
        incoming.add(new BgMaxFiles(accountFiles.notifications()));
        var payers = parties.counterparties();
        incoming.add(
                new BankgirotFiles(bankgirot, ground.changes(), payers, cases, matching::paid));
        incoming.addAll(accountFiles.kinds());
        return new BankWork.Files(instructions, incoming, gate(), troubles, ground.allowance());
    }

    /** Nothing leaves before what is known of the history is kept, and anchored. */
    private BankWork.Gate gate() {
        return new BankWork.Gate() {
            @Override
            public List<BankLine> open(OrganizationId organization, List<BankLine> lines) {
                return history.watch().open(organization, lines);
            }

            @Override
            public void beforeSending() {
                history.watch().beforeSending();
                ground.anchors().bankFile();
            }
        };
    }

    private static ByHand.Decided<?> debits(Paying paying) {
        var doors = paying.directDebits();
        var kind = new Matching.Kind(doors.reports(), Attachment.Type.DIRECT_DEBIT, false);
        return new ByHand.Decided<>(kind, doors.decisions());
    }

    private static ByHand.Decided<?> transfers(Paying paying) {
        var doors = paying.creditTransfers();
        var kind = new Matching.Kind(doors.reports(), Attachment.Type.CREDIT_TRANSFER, true);
        return new ByHand.Decided<>(kind, doors.decisions());
    }

    /** The files of the connections, which the document lists behind the connections. */
    void registerFiles() {
        new InstructionRoutes(
                        ground.database(),
                        ground.resources(),
                        parties.connections(),
                        bankWork,
                        fileDecisions)
                .register(ground.routes());
        new BankFileRoutes(new BankFiles(ground.database())).register(ground.routes());
    }

    void register() {
        var resources = ground.resources();
        var routes = ground.routes();
        new TransactionRoutes(resources, transactions).register(routes);
        new PendingTransactionRoutes(resources, pending).register(routes);
        new ExpectedTransactionRoutes(resources, expected, byHand.expected()).register(routes);
        new PaymentReconcilingRoutes(resources, byHand).register(routes);
        new EndOfDayRoutes(resources, new EndOfDaySummaries(parties.accounts())).register(routes);
        new CaseRoutes(resources, cases).register(routes);
        new TestBankRoutes(
                        resources,
                        parties.accounts()::ibanForUse,
                        clockAdvance(),
                        SimulatedBankgirot.SCENARIOS)
                .register(routes);
        new IdempotencyTestRoute(resources).register(routes);
    }

    /** Looks after refunds of Bankgirot that came before their payments. */
    Step earlyRefunds(Paying paying) {
        var early = new EarlyRefunds(paying.directDebits(), cases);
        return new Step("early refunds", one -> ground.changes().inLane(one, early::round));
    }

    PendingTransactions pending() {
        return pending;
    }

    /** Moves the clock of a sandbox. */
    ClockAdvance clockAdvance() {
        return new ClockAdvance(ground.database(), bankWork, sandboxClock);
    }

    /** Looks whether what is booked is what statements prove; see {@link LedgerCheck}. */
    public void compareWithStatements(OrganizationId organization) {
        var check = new LedgerCheck(cases);
        Optional<UUID> after = Optional.empty();
        do {
            var last = after;
            after = ground.changes().inLane(organization, tx -> check.look(tx, last));
        } while (after.isPresent());
    }

    public Cases cases() {
        return cases;
    }

    public Transactions transactions() {
        return transactions;
    }

    ExpectedTransactions expected() {
        return expected;
    }

    ByHand byHand() {
        return byHand;
    }

    /** Whether the database holds what this node knows. */
    public History history() {
        return history;
    }

    /** What an operator does about bank work that is held. */
    public BankDesk bankDesk() {
        return history.desk(bankWork);
    }

    public BankWork bankWork() {
        return bankWork;
    }

    /** What an operator decides of a file. */
    Door<Instructions.Decision> fileDecisions() {
        return fileDecisions;
    }

    /** The work for all lines at this node. */
    Lines lines(Calls calls) {
        return new Lines(
                new Lines.Tools(ground.database(), bankWork, parties.channels(), calls, troubles),
                Pace.STANDARD);
    }

    /** What a search asks. */
    Doors searched(Paying paying) {
        return new Doors(
                paying.directDebits(),
                paying.creditTransfers(),
                paying.manyAtOnce().directDebits(),
                paying.manyAtOnce().creditTransfers(),
                paying.mandates(),
                parties.counterparties(),
                parties.externalAccounts(),
                transactions,
                expected,
                bankWork.instructions(),
                ground.externalIds());
    }
}
