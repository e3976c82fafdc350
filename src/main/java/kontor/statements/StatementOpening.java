package kontor.statements;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.banks.InboxFiles;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.OpenCase;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.core.Money;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.iso20022.Balance;
import kontor.ledger.Ledger;
import kontor.transactions.TransactionTable;

/** The first look at a statement: whether it is booked, known already, or set aside. */
final class StatementOpening {

    private final Journal journal;
    private final Cases cases;
    private final InboxFiles inboxFiles;
    private final Ledger ledger;
    private final StatementTable table = new StatementTable();
    private final TransactionTable transactions = new TransactionTable();

    StatementOpening(Journal journal, Cases cases, Ledger ledger) {
        this.journal = journal;
        this.cases = cases;
        this.inboxFiles = new InboxFiles(journal);
        this.ledger = ledger;
    }

    /**
     * Checks a statement and keeps it. QUARANTINED when it does not add up, or contradicts one that
     * was read before; BOOKED or PROVEN when it was read before, also under another name. One that
     * is set aside, or is in doubt, opens a case.
     *
     * @param inboxFile the file that it came in
     */
    Statement open(Tx tx, NewStatement incoming, UUID inboxFile) {
        var statement = Statement.of(incoming, BalanceProof.problem(incoming), tx.now());
        var sameDay = table.ofDay(tx, statement.accountId(), statement.asOf());
        if (statement.isQuarantined()) {
            return kept(tx, statement, sameDay, inboxFile);
        }
        var told = told(incoming, statement);
        var judged = ledger.judge(tx, told);
        var again = sameDay.stream().filter(one -> isAgain(tx, one, statement, told, judged));
        var repeated = again.findFirst();
        if (repeated.isPresent()) {
            return repeated.get();
        }
        var problem =
                conflict(tx, statement, sameDay, judged.contradiction())
                        .or(() -> unplaced(tx, statement, judged));
        if (problem.isPresent()) {
            return kept(tx, statement.quarantined(problem.get()), sameDay, inboxFile);
        }
        settle(tx, statement, sameDay);
        differing(tx, incoming, inboxFile);
        return proven(tx, statement, told, judged.doubt(), inboxFile);
    }

    /**
     * Why {@link #open} would set a statement aside, with nothing kept; empty where it would be
     * booked, or is booked already.
     */
    Optional<String> foreseen(Tx tx, NewStatement incoming) {
        var statement = Statement.of(incoming, BalanceProof.problem(incoming), tx.now());
        if (statement.isQuarantined()) {
            return statement.reason();
        }
        var sameDay = table.ofDay(tx, statement.accountId(), statement.asOf());
        var told = told(incoming, statement);
        var judged = ledger.judge(tx, told);
        return sameDay.stream().anyMatch(one -> isAgain(tx, one, statement, told, judged))
                ? Optional.empty()
                : conflict(tx, statement, sameDay, judged.contradiction())
                        .or(() -> unplaced(tx, statement, judged));
    }

    /** A notification proves nothing; where it contradicts itself, a case is open. */
    void notified(Tx tx, NewStatement notification, UUID inboxFile) {
        differing(tx, notification, inboxFile);
    }

    private void differing(Tx tx, NewStatement told, UUID inboxFile) {
        StatementCases.differing(told, inboxFile).ifPresent(one -> cases.open(tx, one));
    }

    /**
     * A statement with what only those before it say: the opening balance that it lacks, where the
     * closing one before it proves; and what was booked before and counts since, where the bank's
     * balances count by value date.
     */
    NewStatement afterTheOneBefore(Tx tx, NewStatement told) {
        var day = told.asOf();
        if (day.isEmpty()) {
            return told;
        }
        if (told.movement().rules().byValueDate()) {
            return told.afterCarrying(transactions.carried(tx, told.accountId(), day.get()));
        }
        var complete = told.completed();
        return complete.opening().isPresent()
                ? complete
                : table.closingsBefore(tx, told.accountId(), day.get()).stream()
                        .map(minor -> new Money(minor, told.currency()))
                        .map(before -> Balance.opening(before))
                        .map(complete::with)
                        .filter(one -> BalanceProof.problem(one).isEmpty())
                        .findFirst()
                        .orElse(complete);
    }

    private Statement proven(
            Tx tx, Statement proven, Ledger.Told told, Optional<String> doubt, UUID inboxFile) {
        insert(tx, proven, inboxFile);
        ledger.keep(tx, told);
        doubt.ifPresent(words -> cases.open(tx, StatementCases.mayBeNew(proven, words, inboxFile)));
        return proven;
    }

    static Ledger.Told told(NewStatement incoming, Statement statement) {
        long opening = statement.openingMinor().orElseThrow();
        return new Ledger.Told(
                statement.id(),
                statement.accountId(),
                statement.asOf(),
                statement.numbers(),
                opening,
                statement.closingMinor().orElseThrow(),
                incoming.days().days(statement.asOf(), opening));
    }

    /**
     * Some banks give a statement a new name at each download. So one with the same entries between
     * the same balances is the same statement whatever its name, unless balances and numbers prove
     * that it comes later.
     */
    private boolean isAgain(
            Tx tx, Statement before, Statement now, Ledger.Told told, Ledger.Judgement judged) {
        return !before.isQuarantined()
                && before.hasFiguresOf(now)
                && ledger.saysTheSame(tx, before.id(), told)
                && (before.hasNameOf(now)
                        || now.bookedMinor() != 0 && judged.kinship().shares(before.id()));
    }

    /**
     * A name that is used again for what contradicts the one before, or touches neither that nor
     * any other: then its place is not proven until its neighbour has come.
     */
    private Optional<String> conflict(
            Tx tx, Statement statement, List<Statement> sameDay, Optional<String> contradiction) {
        return sameDay.stream()
                .filter(before -> !before.isQuarantined() && before.hasNameOf(statement))
                .filter(before -> contradiction.isPresent() || !before.touches(statement))
                .filter(_ -> contradiction.isPresent() || !table.hasNeighbour(tx, statement))
                .map(
                        before ->
                                "it was read before with other figures, as statement %s%s"
                                        .formatted(
                                                before.id(),
                                                contradiction.isPresent()
                                                        ? ""
                                                        : waiting(statement)))
                .findFirst()
                .or(() -> contradiction);
    }

    /** What a statement before or behind it would prove to be new. */
    private Optional<String> unplaced(Tx tx, Statement statement, Ledger.Judgement judged) {
        return judged.unplaced()
                .filter(_ -> !table.hasNeighbour(tx, statement))
                .map(words -> words + waiting(statement));
    }

    private static String waiting(Statement one) {
        return "; it waits for a statement that closes with %s or opens with %s"
                .formatted(
                        one.plain(one.openingMinor().orElseThrow()),
                        one.plain(one.closingMinor().orElseThrow()));
    }

    /** Another statement was booked: those that were set aside beside it are read again. */
    void lookAgain(Tx tx, Statement booked) {
        var files = new HashSet<UUID>();
        for (UUID aside : table.asideBeside(tx, booked)) {
            cases.openForUse(tx, StatementCases.fingerprint(aside))
                    .flatMap(OpenCase::inboxFileId)
                    .ifPresent(files::add);
        }
        if (!files.isEmpty()) {
            inboxFiles.readAgain(tx, files);
        }
    }

    /** What was set aside under its name, and is told by it for certain, needs nobody any more. */
    private void settle(Tx tx, Statement proven, List<Statement> sameDay) {
        sameDay.stream()
                .filter(Statement::isQuarantined)
                .filter(
                        one ->
                                one.hasNameOf(proven) && one.hasFiguresOf(proven)
                                        || one.isCorrectedBy(proven))
                .forEach(
                        one ->
                                cases.settle(
                                        tx,
                                        CaseKind.STATEMENT_NOT_BOOKED,
                                        StatementCases.fingerprint(one.id()),
                                        one.hasFiguresOf(proven)
                                                ? "it was read again and is booked as statement "
                                                        + proven.id()
                                                : "the bank told it again, and it adds up: it is"
                                                        + " booked as statement "
                                                        + proven.id()));
    }

    /** Set aside; once, however often it is read. */
    private Statement kept(Tx tx, Statement aside, List<Statement> sameDay, UUID inboxFile) {
        var before =
                sameDay.stream()
                        .filter(one -> one.isQuarantined() && one.hasFiguresOf(aside))
                        .filter(one -> one.hasNameOf(aside))
                        .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        insert(tx, aside, inboxFile);
        cases.open(tx, StatementCases.notBooked(aside, inboxFile));
        return aside;
    }

    private void insert(Tx tx, Statement statement, UUID inboxFile) {
        table.insert(tx, statement, inboxFile);
        var snapshot = statement.snapshot(tx.organization());
        var created = NewEvent.Type.CREATED;
        journal.record(
                tx, snapshot, Happened.of(created, statement.status().name(), Originator.BANK));
    }
}
