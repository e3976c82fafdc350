package kontor.statements;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.ReadLimits;
import kontor.iso20022.StatementHandler;
import kontor.iso20022.StatementHead;
import kontor.statements.StatementSums.Draft;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account file on its way in. */
final class StatementImport {

    private static final Logger LOG = LoggerFactory.getLogger(StatementImport.class);
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);

    /**
     * Statements, reports and notifications of one file stand so far apart in the order of its
     * entries.
     */
    private static final long MOST_ENTRIES = 1L << 32;

    private final Database database;
    private final Accounts accounts;
    private final Statements statements;
    private final StatementConsumers takers;
    private final UUID inboxFile;
    private final Function<UUID, InputStream> files;
    private final Set<String> leftOut = new LinkedHashSet<>();
    private final List<StatementPage> pages = new ArrayList<>();

    StatementImport(
            Database database,
            Accounts accounts,
            Statements statements,
            StatementConsumers takers,
            UUID inboxFile,
            Function<UUID, InputStream> files) {
        this.database = database;
        this.accounts = accounts;
        this.statements = statements;
        this.takers = takers;
        this.inboxFile = inboxFile;
        this.files = files;
    }

    /** What could not be used, for an operator. */
    Optional<String> read() {
        var sums = sums(inboxFile);
        pass(
                inboxFile,
                new EntrySlices(
                        switch (sums.kind()) {
                            case STATEMENT -> bookings(sums);
                            case INTRADAY_REPORT -> announcements(sums);
                            case NOTIFICATION -> notifications(sums);
                        }));
        pages.forEach(this::bookPages);
        return leftOut.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", leftOut));
    }

    private StatementSums sums(UUID file) {
        var sums = new StatementSums();
        pass(file, sums);
        return sums;
    }

    private void pass(UUID file, StatementHandler handler) {
        Camt053Reader.read(files.apply(file), LIMITS, handler);
    }

    private List<Optional<EntrySlices.Taker>> bookings(StatementSums sums) {
        var byDraft = new HashMap<Draft, Optional<JoinedStatement>>();
        return sums.elements().stream()
                .map(
                        draft ->
                                byDraft.computeIfAbsent(draft, one -> booking(sums, one))
                                        .map(JoinedStatement::oneMore))
                .toList();
    }

    private Optional<JoinedStatement> booking(StatementSums sums, Draft draft) {
        return statement(sums, draft)
                .flatMap(
                        told -> {
                            if (draft.isPartOfPages() && BalanceProof.problem(told).isPresent()) {
                                keepPage(
                                        told,
                                        StatementPage.of(
                                                told,
                                                draft.lastPage(),
                                                draft.isLast(),
                                                inboxFile,
                                                sums.drafts().indexOf(draft)));
                                return Optional.empty();
                            }
                            return opened(told)
                                    .map(
                                            statement ->
                                                    new JoinedStatement(
                                                            takers.new Booking(told, statement),
                                                            0));
                        });
    }

    /** Absent when it cannot be booked. */
    private Optional<Statement> opened(NewStatement told) {
        var statement = takers.inLane(tx -> statements.open(tx, told));
        if (statement.isQuarantined()) {
            LOG.warn("statement {} is quarantined", statement.id());
            leftOut.add(
                    "statement "
                            + told.head().id()
                            + " is not booked: "
                            + statement.reason().orElse(""));
            return Optional.empty();
        }
        return Optional.of(statement);
    }

    private void keepPage(NewStatement told, StatementPage page) {
        takers.inLane(tx -> statements.pages().keep(tx, page))
                .ifPresentOrElse(
                        why ->
                                leftOut.add(
                                        "statement " + told.head().id() + " is not booked: " + why),
                        () -> pages.add(page));
    }

    /** When no page is missing any more, all of them prove and are booked as one statement. */
    private void bookPages(StatementPage one) {
        var all = database.read(takers.organization(), tx -> statements.pages().complete(tx, one));
        if (all.isEmpty()) {
            return;
        }
        var sums = all.stream().map(page -> sums(page.inboxFile())).toList();
        var told = new ArrayList<NewStatement>();
        for (int i = 0; i < all.size(); i++) {
            told.add(
                    statement(sums.get(i), sums.get(i).drafts().get(all.get(i).place()))
                            .orElseThrow());
        }
        var whole = NewStatement.ofPages(told);
        opened(whole)
                .ifPresentOrElse(
                        statement -> {
                            var booking =
                                    new JoinedStatement(takers.new Booking(whole, statement), 0);
                            var parts = new ArrayList<List<Optional<EntrySlices.Taker>>>();
                            for (int i = 0; i < all.size(); i++) {
                                parts.add(only(sums.get(i), all.get(i).place(), booking));
                            }
                            for (int i = 0; i < all.size(); i++) {
                                pass(all.get(i).inboxFile(), new EntrySlices(parts.get(i)));
                            }
                            inLane(tx -> statements.pages().booked(tx, one, statement.id()));
                        },
                        () ->
                                inLane(
                                        tx ->
                                                statements
                                                        .pages()
                                                        .refused(
                                                                tx,
                                                                one,
                                                                BalanceProof.problem(whole)
                                                                        .orElse(
                                                                                "it was read before"
                                                                                    + " with other"
                                                                                    + " figures"))));
    }

    private void inLane(java.util.function.Consumer<Tx> work) {
        takers.inLane(
                tx -> {
                    work.accept(tx);
                    return true;
                });
    }

    private static List<Optional<EntrySlices.Taker>> only(
            StatementSums sums, int place, JoinedStatement booking) {
        var wanted = sums.drafts().get(place);
        return sums.elements().stream()
                .map(
                        draft ->
                                draft == wanted
                                        ? Optional.of(booking.oneMore())
                                        : Optional.<EntrySlices.Taker>empty())
                .toList();
    }

    private List<Optional<EntrySlices.Taker>> announcements(StatementSums sums) {
        var byDraft = new HashMap<Draft, Optional<JoinedStatement>>();
        var byAccount = new HashMap<UUID, Optional<JoinedStatement>>();
        return sums.elements().stream()
                .map(
                        draft ->
                                byDraft.computeIfAbsent(
                                                draft, one -> announcement(sums, one, byAccount))
                                        .map(JoinedStatement::oneMore))
                .toList();
    }

    /** Some banks tell one account in several reports of a file. */
    private Optional<JoinedStatement> announcement(
            StatementSums sums, Draft draft, Map<UUID, Optional<JoinedStatement>> byAccount) {
        return statement(sums, draft)
                .flatMap(
                        told -> {
                            takers.inLane(tx -> statements.interim(tx, told));
                            return byAccount.computeIfAbsent(
                                    told.accountId(), _ -> announcing(IntradayReport.of(told)));
                        });
    }

    private Optional<JoinedStatement> announcing(IntradayReport report) {
        boolean newest = takers.inLane(tx -> statements.pending().begin(tx, report));
        return newest
                ? Optional.of(
                        new JoinedStatement(
                                takers.new Announcing(report), report.entriesOfEarlierPages()))
                : Optional.empty();
    }

    private List<Optional<EntrySlices.Taker>> notifications(StatementSums sums) {
        var byDraft = new HashMap<Draft, Optional<JoinedStatement>>();
        return sums.elements().stream()
                .map(
                        draft ->
                                byDraft.computeIfAbsent(draft, one -> notification(sums, one))
                                        .map(JoinedStatement::oneMore))
                .toList();
    }

    private Optional<JoinedStatement> notification(StatementSums sums, Draft draft) {
        return statement(sums, draft)
                .map(
                        told ->
                                new JoinedStatement(
                                        takers
                                        .new Notifying(
                                                Notification.of(told, inboxFile, sums.messageId())),
                                        sums.drafts().indexOf(draft) * MOST_ENTRIES));
    }

    /** Absent when no account of the organization has that number and currency. */
    private Optional<NewStatement> statement(StatementSums sums, Draft draft) {
        var head = draft.head();
        var account = account(draft);
        if (account.isEmpty()) {
            leftOut.add(
                    "statement "
                            + head.id()
                            + " is of the account "
                            + masked(head.account())
                            + ", which Kontor does not know; add the account, then read the file"
                            + " again");
        }
        return account.map(
                known ->
                        new NewStatement(
                                known.id(),
                                known.currency(),
                                head,
                                draft.balances(),
                                draft.totals(),
                                head.createdAt()
                                        .or(sums::createdAt)
                                        .map(time -> time.atZone(known.zone()).toInstant())
                                        .orElseGet(
                                                () ->
                                                        database.read(
                                                                takers.organization(), Tx::now))));
    }

    /**
     * Many notifications do not say the currency of the account; then that of its entries finds it.
     */
    private Optional<Account> account(Draft draft) {
        var told = draft.head().account();
        var currency = told.currency().or(draft.totals()::currency);
        var known =
                database.read(
                        takers.organization(), tx -> accounts.byIdentifierForUse(tx, number(told)));
        return known.stream()
                .filter(account -> currency.isEmpty() || currency.get().equals(account.currency()))
                .findFirst()
                .or(
                        () ->
                                told.currency().isPresent()
                                        ? Optional.empty()
                                        : known.stream().findFirst());
    }

    private static String number(StatementHead.Account told) {
        return told.iban().or(told::otherId).orElseThrow();
    }

    /** It may be a stranger's: enough to find it in the file, no more. */
    private static String masked(StatementHead.Account told) {
        String number = number(told);
        return "..."
                + number.substring(Math.max(0, number.length() - 4))
                + told.currency().map(currency -> " in " + currency.code()).orElse("");
    }
}
