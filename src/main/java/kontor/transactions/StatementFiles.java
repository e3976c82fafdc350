package kontor.transactions;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.banks.StatementReports;
import kontor.changes.Changes;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.Balance;
import kontor.iso20022.Batch;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.EntryHead;
import kontor.iso20022.ReadLimits;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHandler;
import kontor.iso20022.StatementHead;
import kontor.iso20022.TransactionDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Account files of banks. Each is read twice, streaming: first to add its statements up, then to
 * book the entries of those that prove. The entries of an intraday report become pending
 * transactions, a notification gives nothing: the statement books the same entries later.
 */
public final class StatementFiles implements StatementReports {

    private static final Logger LOG = LoggerFactory.getLogger(StatementFiles.class);
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);

    private final Database database;
    private final Changes changes;
    private final Accounts accounts;
    private final Statements statements;

    public StatementFiles(Database database, Changes changes, Accounts accounts, Statements statements) {
        this.database = database;
        this.changes = changes;
        this.accounts = accounts;
        this.statements = statements;
    }

    @Override
    public void read(OrganizationId organization, UUID inboxFile, Supplier<InputStream> content) {
        var sums = new Sums();
        Camt053Reader.read(content.get(), LIMITS, sums);
        var told = sums.drafts.stream().map(draft -> statement(organization, inboxFile, draft, sums)).toList();
        switch (sums.kind) {
            case STATEMENT -> book(organization, told, content);
            case INTRADAY_REPORT -> announce(organization, told, content);
            case NOTIFICATION -> LOG.debug("notification {} repeats what a statement books", inboxFile);
        }
    }

    private void book(OrganizationId organization, List<Optional<NewStatement>> told,
            Supplier<InputStream> content) {
        var opened = told.stream().map(statement -> statement.map(known ->
                new Booking(organization, known, changes.inLane(organization, tx -> statements.open(tx, known))))).toList();
        opened.forEach(booking -> booking.filter(known -> known.statement.isQuarantined())
                .ifPresent(known -> LOG.warn("statement {} is quarantined", known.statement.id())));
        Camt053Reader.read(content.get(), LIMITS, new EntrySlices(opened.stream()
                .map(booking -> booking.filter(known -> !known.statement.isQuarantined())
                        .map(EntrySlices.Taker.class::cast)).toList()));
    }

    private void announce(OrganizationId organization, List<Optional<NewStatement>> told,
            Supplier<InputStream> content) {
        var byAccount = new HashMap<UUID, Optional<Announcing>>();
        var takers = told.stream().map(report -> report.flatMap(known -> {
            changes.inLane(organization, tx -> statements.interim(tx, known));
            return byAccount.computeIfAbsent(known.accountId(), _ -> announcing(organization, known))
                    .map(Announcing::oneMorePart);
        })).toList();
        Camt053Reader.read(content.get(), LIMITS, new EntrySlices(takers));
    }

    private Optional<Announcing> announcing(OrganizationId organization, NewStatement told) {
        var report = IntradayReport.of(told);
        return changes.inLane(organization, tx -> statements.pending().begin(tx, report))
                ? Optional.of(new Announcing(organization, report)) : Optional.empty();
    }

    /** Books the entries of a proven statement; each slice is a transaction of its own in the lane. */
    private final class Booking implements EntrySlices.Taker {

        private final OrganizationId organization;
        private final NewStatement told;
        private final Statement statement;

        Booking(OrganizationId organization, NewStatement told, Statement statement) {
            this.organization = organization;
            this.told = told;
            this.statement = statement;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            changes.inLane(organization, tx -> statements.book(tx, statement, entries));
        }

        @Override
        public void end(StatementTotals totals, DaySums days) {
            changes.inLane(organization, tx -> statements.close(tx, told, statement, totals, days));
            if (statement.endOfDay()) {
                untilNothingIsLeft(organization, tx -> statements.pending().forgetOver(tx, statement));
            }
        }
    }

    /** Takes the entries of an intraday report; some banks tell one account in several parts of a file. */
    private final class Announcing implements EntrySlices.Taker {

        private final OrganizationId organization;
        private final IntradayReport report;
        private int parts;
        private long earlierEntries;
        private long lastPosition;

        Announcing(OrganizationId organization, IntradayReport report) {
            this.organization = organization;
            this.report = report;
            earlierEntries = report.entriesOfEarlierPages();
        }

        EntrySlices.Taker oneMorePart() {
            parts++;
            return this;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            var placed = entries.stream().map(entry -> entry.after(earlierEntries)).toList();
            placed.forEach(entry -> lastPosition = entry.position());
            changes.inLane(organization, tx -> statements.pending().announce(tx, report, placed));
        }

        @Override
        public void end(StatementTotals totals, DaySums days) {
            earlierEntries = lastPosition;
            parts--;
            if (parts == 0 && report.complete()) {
                untilNothingIsLeft(organization, tx -> statements.pending().forgetUntold(tx, report));
            }
        }
    }

    private void untilNothingIsLeft(OrganizationId organization, Function<Tx, Integer> step) {
        while (changes.inLane(organization, step) == PendingTransactions.MOST_DELETED) {
            // The next thousand.
        }
    }

    /** Absent when no account of the organization has that number and currency. */
    private Optional<NewStatement> statement(OrganizationId organization, UUID inboxFile, Draft draft, Sums sums) {
        var account = account(organization, draft.head.account());
        if (account.isEmpty()) {
            LOG.warn("file {} holds a statement of an account that Kontor does not know", inboxFile);
            return Optional.empty();
        }
        return account.map(known -> new NewStatement(known.id(), known.currency(), draft.head,
                draft.balances, draft.totals, draft.head.createdAt().or(() -> sums.createdAt)
                        .map(time -> time.atZone(known.zone()).toInstant())
                        .orElseGet(() -> serverTime(organization))));
    }

    private Instant serverTime(OrganizationId organization) {
        return database.read(organization, Tx::now);
    }

    private Optional<Account> account(OrganizationId organization, StatementHead.Account told) {
        String number = told.iban().or(told::otherId).orElseThrow();
        return database.read(organization, tx -> accounts.byIdentifier(tx, number)).stream()
                .filter(account -> told.currency().isEmpty() || told.currency().get().equals(account.currency()))
                .findFirst();
    }

    /** A statement while it is added up. */
    private static final class Draft {
        final StatementHead head;
        final List<Balance> balances = new ArrayList<>();
        StatementTotals totals = StatementTotals.NONE;

        Draft(StatementHead head) {
            this.head = head;
        }
    }

    /** The first reading. */
    private static final class Sums implements StatementHandler {

        final List<Draft> drafts = new ArrayList<>();
        StatementFile.Kind kind = StatementFile.Kind.NOTIFICATION;
        Optional<LocalDateTime> createdAt = Optional.empty();

        @Override
        public void file(StatementFile file) {
            kind = file.kind();
            createdAt = file.createdAt();
        }

        @Override
        public void statementStarted(StatementHead statement) {
            drafts.add(new Draft(statement));
        }

        @Override
        public void balance(Balance balance) {
            drafts.getLast().balances.add(balance);
        }

        @Override
        public void entryStarted(EntryHead entry) {
            var draft = drafts.getLast();
            draft.totals = draft.totals.plus(entry);
        }

        @Override
        public void batch(Batch batch) {}

        @Override
        public void details(TransactionDetails details) {}

        @Override
        public void entryEnded(Optional<String> additionalInformation) {}

        @Override
        public void statementEnded() {}
    }
}
