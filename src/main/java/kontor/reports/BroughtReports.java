package kontor.reports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.bankfiles.BankFiles;
import kontor.bankfiles.Direction;
import kontor.connections.Connection;
import kontor.connections.Connections;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.filenature.FileNature;
import kontor.iso20022.StatementHead;
import kontor.statements.NewStatement;
import kontor.statements.StatementFiles;
import kontor.statements.StatementFiles.Foreseen;
import kontor.wire.JsonFields;
import kontor.xml.MalformedMessage;

/** The first look at statements that somebody brings: all of them are good, or none is kept. */
final class BroughtReports {

    /** So much of a file tells what it is. */
    private static final int HEAD_BYTES = 4 << 10;

    /** Faults that are told at once; who sends a wrong file of thousands mends the first ones. */
    private static final int MOST_FAULTS = 100;

    /** Of files that wait to be read; what lies further back is read by the time it matters. */
    private static final long MOST_UNREAD_BYTES = 16L << 20;

    private final Database database;
    private final Connections connections;
    private final Accounts accounts;
    private final StatementFiles files;
    private final BankFiles contained;
    private final ReportTable table = new ReportTable();
    private final UnreadTable unreadTable = new UnreadTable();

    BroughtReports(Reports.Rooms rooms) {
        database = rooms.database().forRequests();
        connections = rooms.connections();
        accounts = rooms.accounts();
        files = rooms.files();
        contained = new BankFiles(rooms.database());
    }

    /** Statements as JSON; refuses accounts that the connection does not report of. */
    Outcome<NewReport> told(Caller caller, UUID connection, JsonFields body, byte[] sent) {
        var statements = ToldStatement.parse(body);
        return database.read(
                caller.organization(), tx -> written(tx, caller, connection, statements, sent));
    }

    private Outcome<NewReport> written(
            Tx tx, Caller caller, UUID connection, List<ToldStatement> told, byte[] sent) {
        var found = connections.find(tx, caller, connection);
        if (found instanceof Outcome.Refused<?>(var refusal)) {
            return Outcome.refused(refusal);
        }
        var known = new HashMap<UUID, Account>();
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < told.size(); i++) {
            var account = account(tx, caller, connection, told.get(i).accountId());
            if (account.isEmpty()) {
                faults.add(ReportRefusal.ACCOUNT_NOT_REPORTED.fault(at(i, "accountId")));
            } else if (isAhead(tx, account.get(), told.get(i))) {
                faults.add(ReportRefusal.DAY_NOT_BEGUN.fault(at(i, "localDate")));
            }
            account.ifPresent(one -> known.put(one.id(), one));
        }
        if (!faults.isEmpty()) {
            return Outcome.refused(Refusal.rules(faults));
        }
        byte[] file = new StatementWriter(known, tx.now()).written(Ids.next(), told);
        return Outcome.done(new NewReport(connection, "application/json", sent, file));
    }

    private static boolean isAhead(Tx tx, Account account, ToldStatement told) {
        return told.localDate().isAfter(tx.today(account.zone()));
    }

    private Optional<Account> account(Tx tx, Caller caller, UUID connection, UUID id) {
        return accounts.find(tx, caller, id).stream()
                .filter(one -> one.isReportedBy(connection))
                .findFirst();
    }

    private static String at(int statement, String member) {
        return "statements." + statement + (member.isEmpty() ? "" : "." + member);
    }

    /**
     * Looks at statements as they would be read, all of them, before anything is kept. Refuses by
     * {@link ReportRefusal}, each statement at its place.
     */
    Outcome<NewReport> foreseen(Caller caller, NewReport brought) {
        var organization = caller.organization();
        var found =
                database.read(
                        organization, tx -> connections.find(tx, caller, brought.connection()));
        return found.flatMap(
                stored ->
                        isKnown(caller, brought)
                                ? Outcome.done(brought)
                                : looked(caller, stored.connection(), brought));
    }

    /** Of what others brought, a caller who may not see all of it knows nothing. */
    private boolean isKnown(Caller caller, NewReport brought) {
        return database.read(
                        caller.organization(),
                        tx ->
                                table.withContent(tx, brought.connection(), brought.sha256())
                                        .flatMap(
                                                id ->
                                                        table.find(
                                                                tx,
                                                                caller.accounts(),
                                                                brought.connection(),
                                                                id)))
                .isPresent();
    }

    private Outcome<NewReport> looked(Caller caller, Connection connection, NewReport brought) {
        var organization = caller.organization();
        var unread =
                database.read(organization, tx -> unreadTable.unread(tx, brought.connection()));
        List<Foreseen> all;
        try {
            all =
                    files.foresee(
                            organization,
                            connection,
                            () -> new ByteArrayInputStream(brought.file()),
                            contents(organization, unread));
        } catch (MalformedMessage malformed) {
            String why = unreadable(brought.file(), malformed);
            return Outcome.refused(ReportRefusal.REPORT_UNREADABLE.refusal(why));
        } catch (ArithmeticException tooLarge) {
            return Outcome.refused(
                    ReportRefusal.STATEMENT_REFUSED.refusal("its sums are beyond any amount"));
        }
        var beside = unread.stream().map(UnreadTable.Unread::id).collect(Collectors.toSet());
        return judged(caller, all).map(warnings -> brought.looked(warnings, beside));
    }

    /** The oldest one first, as they are read. */
    private List<Supplier<InputStream>> contents(
            OrganizationId organization, List<UnreadTable.Unread> unread) {
        var contents = new ArrayList<Supplier<InputStream>>();
        long bytes = 0;
        for (var one : unread) {
            bytes += one.size();
            if (bytes <= MOST_UNREAD_BYTES) {
                contained.contentForUse(organization, Direction.IN, one.id()).stream()
                        .forEach(content -> contents.addFirst(content::open));
            }
        }
        return contents;
    }

    /** What they leave open, in words. */
    private Outcome<List<String>> judged(Caller caller, List<Foreseen> all) {
        if (all.isEmpty()) {
            return Outcome.refused(ReportRefusal.REPORT_EMPTY.refusal());
        }
        var faults =
                database.read(
                        caller.organization(),
                        tx ->
                                IntStream.range(0, all.size())
                                        .boxed()
                                        .flatMap(i -> fault(tx, caller, i, all.get(i)).stream())
                                        .limit(MOST_FAULTS)
                                        .toList());
        return faults.isEmpty()
                ? Outcome.done(gaps(caller, all))
                : Outcome.refused(Refusal.rules(faults));
    }

    private List<String> gaps(Caller caller, List<Foreseen> all) {
        var byAccount =
                all.stream()
                        .flatMap(one -> one.statement().stream())
                        .collect(Collectors.groupingBy(NewStatement::accountId));
        var gaps = new ForeseenGaps(files);
        return database.read(
                caller.organization(),
                tx ->
                        byAccount.entrySet().stream()
                                .flatMap(one -> gaps.of(tx, one.getKey(), one.getValue()).stream())
                                .toList());
    }

    /** What the file is, when it is nothing that a bank should send; else what is wrong with it. */
    private static String unreadable(byte[] file, MalformedMessage malformed) {
        return FileNature.of(Arrays.copyOf(file, Math.min(file.length, HEAD_BYTES)))
                .map(nature -> nature + "; send the camt.053 itself, or JSON as application/json")
                .orElse(String.valueOf(malformed.getMessage()));
    }

    private Optional<Fault> fault(Tx tx, Caller caller, int place, Foreseen statement) {
        String what = "statement " + statement.head().id() + ": ";
        var seen = statement.statement().filter(told -> sees(tx, caller, told.accountId()));
        return seen.isEmpty()
                ? Optional.of(
                        new Fault(
                                at(place, ""),
                                ReportRefusal.ACCOUNT_NOT_REPORTED.code(),
                                what + notReported(tx, caller, statement.head().account())))
                : statement
                        .problem()
                        .map(
                                why ->
                                        new Fault(
                                                at(place, ""),
                                                ReportRefusal.STATEMENT_REFUSED.code(),
                                                what + why));
    }

    private boolean sees(Tx tx, Caller caller, UUID account) {
        return accounts.find(tx, caller, account).isDone();
    }

    /** With the currencies of accounts that the caller sees: of others they learn nothing. */
    private String notReported(Tx tx, Caller caller, StatementHead.Account named) {
        String number = named.iban().or(named::otherId).orElseThrow();
        String known =
                accounts.byIdentifierForUse(tx, number).stream()
                        .filter(one -> sees(tx, caller, one.id()))
                        .map(Account::currency)
                        .filter(
                                one ->
                                        named.currency()
                                                .filter(told -> !told.equals(one))
                                                .isPresent())
                        .map(Currency::code)
                        .collect(Collectors.joining(" and "));
        String in = named.currency().map(one -> "it is in " + one.code() + ", ").orElse("");
        return known.isEmpty()
                ? in + ReportRefusal.ACCOUNT_NOT_REPORTED.sentence()
                : in
                        + "but the account with its number is in "
                        + known
                        + "; correct the currency of the file, or add the account in that"
                        + " currency";
    }
}
