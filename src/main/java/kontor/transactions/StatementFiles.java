package kontor.transactions;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Account files of banks. Each is read twice, streaming: first to add its statements up, then to
 * book the entries of those that prove. An intraday report gives balances only and a notification
 * nothing, since the statement books the same entries later.
 */
public final class StatementFiles implements StatementReports {

    private static final Logger LOG = LoggerFactory.getLogger(StatementFiles.class);
    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);
    /** A slice ends early when its entries consist of many transactions. */
    private static final int MOST_DETAILS = 5_000;

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
            case INTRADAY_REPORT -> told.forEach(report -> report.ifPresent(known ->
                    changes.inLane(organization, tx -> statements.interim(tx, known))));
            case NOTIFICATION -> LOG.debug("notification {} repeats what a statement books", inboxFile);
        }
    }

    private void book(OrganizationId organization, List<Optional<NewStatement>> told,
            Supplier<InputStream> content) {
        var opened = told.stream().map(statement -> statement.map(known ->
                new Opened(known, changes.inLane(organization, tx -> statements.open(tx, known))))).toList();
        opened.forEach(statement -> statement.filter(known -> known.statement.isQuarantined())
                .ifPresent(known -> LOG.warn("statement {} is quarantined", known.statement.id())));
        Camt053Reader.read(content.get(), LIMITS, new Booking(organization, opened));
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

    private record Opened(NewStatement told, Statement statement) {}

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

    /** The second reading: each slice is a transaction of its own in the lane. */
    private final class Booking implements StatementHandler {

        private final OrganizationId organization;
        private final List<Optional<Opened>> opened;
        private int next;
        private Optional<Opened> current = Optional.empty();
        private long position;
        private StatementTotals told = StatementTotals.NONE;
        private @Nullable EntryHead head;
        private List<Batch> batches = new ArrayList<>();
        private List<TransactionDetails> details = new ArrayList<>();
        private List<StatementEntry> slice = new ArrayList<>();
        private int sliceDetails;

        Booking(OrganizationId organization, List<Optional<Opened>> opened) {
            this.organization = organization;
            this.opened = opened;
        }

        @Override
        public void file(StatementFile file) {}

        @Override
        public void statementStarted(StatementHead statement) {
            current = opened.get(next++).filter(known -> !known.statement.isQuarantined());
            position = 0;
            told = StatementTotals.NONE;
        }

        @Override
        public void balance(Balance balance) {}

        @Override
        public void entryStarted(EntryHead entry) {
            head = entry;
            position++;
            told = told.plus(entry);
        }

        @Override
        public void batch(Batch batch) {
            if (current.isPresent()) {
                batches.add(batch);
            }
        }

        @Override
        public void details(TransactionDetails one) {
            if (current.isPresent()) {
                details.add(one);
            }
        }

        @Override
        public void entryEnded(Optional<String> additionalInformation) {
            if (current.isEmpty() || head == null) {
                return;
            }
            slice.add(new StatementEntry(position, head, batches, details, additionalInformation));
            sliceDetails += details.size();
            batches = new ArrayList<>();
            details = new ArrayList<>();
            if (slice.size() == Statements.MOST_ENTRIES || sliceDetails >= MOST_DETAILS) {
                bookSlice(current.get());
            }
        }

        private void bookSlice(Opened into) {
            var full = slice;
            slice = new ArrayList<>();
            sliceDetails = 0;
            changes.inLane(organization, tx -> statements.book(tx, into.statement, full));
        }

        @Override
        public void statementEnded() {
            current.ifPresent(known -> {
                bookSlice(known);
                var all = told;
                changes.inLane(organization, tx -> statements.close(tx, known.told, known.statement, all));
            });
        }
    }
}
