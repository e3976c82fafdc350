package kontor.statements;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import kontor.accounts.Accounts;
import kontor.banks.Verdict;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.StatementHandler;
import kontor.pending.IntradayReport;
import kontor.proof.BalanceRules;
import kontor.slices.Ahead;
import kontor.slices.EntryConsumer;
import kontor.slices.EntrySlices;
import kontor.slices.JoinedStatement;
import kontor.statements.StatementSums.Draft;
import kontor.xml.ReadLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one account file (camt.052, 053 or 054): adds up its statements, then passes the entries of
 * each to whoever takes them.
 */
final class StatementImport {

    private static final Logger LOG = LoggerFactory.getLogger(StatementImport.class);
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);
    private static final int MOST_LEFT_OUT = 10;

    /** Each statement of a file gets its own range of 2^32 entry positions. */
    private static final long MOST_ENTRIES = 1L << 32;

    private final Database database;
    private final ReportedAccounts accounts;
    private final Statements statements;
    private final StatementConsumers consumers;
    private final UUID inboxFile;
    private final Function<UUID, InputStream> files;
    private final Set<String> leftOut = new LinkedHashSet<>();
    private int moreLeftOut;
    private boolean told = true;
    private boolean bookedSome;
    private final List<StatementPage> pages = new ArrayList<>();

    StatementImport(
            Database database,
            Accounts accounts,
            Statements statements,
            StatementConsumers consumers,
            Optional<UUID> connection,
            BalanceRules rules,
            UUID inboxFile,
            Function<UUID, InputStream> files) {
        this.database = database;
        this.accounts =
                new ReportedAccounts(
                        database,
                        consumers.organization(),
                        accounts,
                        statements,
                        connection,
                        rules);
        this.statements = statements;
        this.consumers = consumers;
        this.inboxFile = inboxFile;
        this.files = files;
    }

    /** What could not be used, for an operator. */
    Optional<Verdict.Quarantined> read() {
        var sums = sums(inboxFile);
        if (sums.elements().isEmpty()) {
            String kind = sums.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return Optional.of(new Verdict.Quarantined("it holds no " + kind));
        }
        var wanted =
                switch (sums.kind()) {
                    case STATEMENT -> bookings(sums);
                    case INTRADAY_REPORT -> announcements(sums);
                    case NOTIFICATION -> notifications(sums);
                };
        passed(inboxFile, wanted);
        pages.forEach(this::bookPages);
        return leftOut.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict.Quarantined(leftOut(), told));
    }

    boolean bookedSome() {
        return bookedSome;
    }

    private StatementSums sums(UUID file) {
        var sums = new StatementSums();
        parse(file, sums);
        return sums;
    }

    private void passed(UUID file, List<Optional<EntryConsumer>> consumers) {
        try (var ahead = new Ahead()) {
            parse(file, new EntrySlices(consumers, ahead));
            ahead.finish();
        }
    }

    private void parse(UUID file, StatementHandler handler) {
        Camt053Reader.read(files.apply(file), LIMITS, handler);
    }

    /** One consumer for each element of the file; elements of one statement share theirs. */
    private static List<Optional<EntryConsumer>> joined(
            StatementSums sums, Function<Draft, Optional<JoinedStatement>> consumer) {
        var byDraft = new HashMap<Draft, Optional<JoinedStatement>>();
        var consumers = new ArrayList<Optional<EntryConsumer>>();
        for (Draft draft : sums.elements()) {
            var joined = byDraft.computeIfAbsent(draft, consumer);
            consumers.add(joined.map(JoinedStatement::oneMore));
        }
        return consumers;
    }

    private List<Optional<EntryConsumer>> bookings(StatementSums sums) {
        return joined(
                sums,
                draft ->
                        statement(sums, draft).flatMap(incoming -> booking(sums, draft, incoming)));
    }

    private Optional<JoinedStatement> booking(
            StatementSums sums, Draft draft, NewStatement incoming) {
        if (draft.isPartOfPages() && BalanceProof.problem(incoming).isPresent()) {
            int place = sums.drafts().indexOf(draft);
            keepPage(
                    incoming,
                    StatementPage.of(incoming, draft.lastPage(), draft.isLast(), inboxFile, place));
            return Optional.empty();
        }
        // When its first entry comes, those before it in the file are booked: it is compared with
        // them too.
        return Optional.of(
                new JoinedStatement(
                        new StatementConsumers.Later(
                                () ->
                                        opened(incoming)
                                                .map(one -> consumers.new Booking(incoming, one))),
                        0));
    }

    private JoinedStatement booking(NewStatement incoming, Statement statement) {
        return new JoinedStatement(consumers.new Booking(incoming, statement), 0);
    }

    /** Absent when it cannot be booked. */
    private Optional<Statement> opened(NewStatement incoming) {
        var statement = consumers.open(incoming, inboxFile);
        if (statement.isQuarantined()) {
            LOG.warn("statement {} is quarantined", statement.id());
            leaveOut(incoming, statement.reason().orElse(""));
            return Optional.empty();
        }
        bookedSome |= statement.status() == Statement.Status.PROVEN;
        return Optional.of(statement);
    }

    /** In the order of the file, as many as anybody reads. */
    private void leaveOut(String what) {
        if (leftOut.size() < MOST_LEFT_OUT) {
            leftOut.add(what);
        } else if (!leftOut.contains(what)) {
            moreLeftOut++;
        }
    }

    private String leftOut() {
        String first = String.join("; ", leftOut);
        return moreLeftOut == 0 ? first : first + "; and " + moreLeftOut + " more";
    }

    private void leaveOut(NewStatement incoming, String reason) {
        leaveOut("statement " + incoming.head().id() + " is not booked: " + reason);
    }

    private void keepPage(NewStatement incoming, StatementPage page) {
        var reason = consumers.inLane(tx -> statements.pages().keep(tx, page));
        reason.ifPresentOrElse(why -> leaveOut(incoming, why), () -> pages.add(page));
        told &= reason.isEmpty();
    }

    /** When no page is missing any more, all of them are checked and booked as one statement. */
    private void bookPages(StatementPage one) {
        var all =
                database.read(consumers.organization(), tx -> statements.pages().complete(tx, one));
        if (all.isEmpty()) {
            return;
        }
        var sums = all.stream().map(page -> sums(page.inboxFile())).toList();
        var parts = new ArrayList<NewStatement>();
        for (int i = 0; i < all.size(); i++) {
            var draft = sums.get(i).drafts().get(all.get(i).place());
            parts.add(statement(sums.get(i), draft).orElseThrow());
        }
        var whole = NewStatement.ofPages(parts);
        var statement = opened(whole);
        if (statement.isEmpty()) {
            refuse(one, whole);
            return;
        }
        book(all, sums, booking(whole, statement.get()));
        inLane(tx -> statements.pages().booked(tx, one, statement.get().id()));
    }

    private void refuse(StatementPage one, NewStatement whole) {
        String reason = BalanceProof.problem(whole).orElse("it was read before with other figures");
        inLane(tx -> statements.pages().refused(tx, one, reason));
    }

    private void book(
            List<StatementPage> pages, List<StatementSums> sums, JoinedStatement booking) {
        var parts = new ArrayList<List<Optional<EntryConsumer>>>();
        for (int i = 0; i < pages.size(); i++) {
            parts.add(only(sums.get(i), pages.get(i).place(), booking));
        }
        for (int i = 0; i < pages.size(); i++) {
            passed(pages.get(i).inboxFile(), parts.get(i));
        }
    }

    private void inLane(Consumer<Tx> work) {
        consumers.inLane(
                tx -> {
                    work.accept(tx);
                    return true;
                });
    }

    private static List<Optional<EntryConsumer>> only(
            StatementSums sums, int place, JoinedStatement booking) {
        var wanted = sums.drafts().get(place);
        var consumers = new ArrayList<Optional<EntryConsumer>>();
        for (Draft draft : sums.elements()) {
            consumers.add(draft == wanted ? Optional.of(booking.oneMore()) : Optional.empty());
        }
        return consumers;
    }

    /** Some banks report one account in several elements of a file: they share a consumer. */
    private List<Optional<EntryConsumer>> announcements(StatementSums sums) {
        var byAccount = new HashMap<UUID, Optional<JoinedStatement>>();
        return joined(
                sums,
                draft -> statement(sums, draft).flatMap(report -> announcement(report, byAccount)));
    }

    private Optional<JoinedStatement> announcement(
            NewStatement report, Map<UUID, Optional<JoinedStatement>> byAccount) {
        consumers.inLane(tx -> statements.interim(tx, report));
        return byAccount.computeIfAbsent(report.accountId(), _ -> announcing(report.intraday()));
    }

    private Optional<JoinedStatement> announcing(IntradayReport report) {
        boolean newest = consumers.inLane(tx -> statements.pending().begin(tx, report));
        var announcing = consumers.new Announcing(report);
        return newest
                ? Optional.of(new JoinedStatement(announcing, report.entriesOfEarlierPages()))
                : Optional.empty();
    }

    private List<Optional<EntryConsumer>> notifications(StatementSums sums) {
        return joined(
                sums,
                draft -> statement(sums, draft).map(incoming -> notifying(sums, draft, incoming)));
    }

    private JoinedStatement notifying(StatementSums sums, Draft draft, NewStatement incoming) {
        inLane(tx -> statements.opening().notified(tx, incoming, inboxFile));
        var notification = Notification.of(incoming, inboxFile, draft.file().messageId());
        long entriesBefore = sums.drafts().indexOf(draft) * MOST_ENTRIES;
        return new JoinedStatement(consumers.new Notifying(notification), entriesBefore);
    }

    /** Absent, and left out with the reason, when its account is not known, or not reported of. */
    private Optional<NewStatement> statement(StatementSums sums, Draft draft) {
        var objection = accounts.objection(draft);
        objection.ifPresent(this::leaveOut);
        told &= objection.isEmpty();
        return objection.isPresent() ? Optional.empty() : accounts.statement(sums, draft);
    }
}
