package kontor.transactions;

import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.ReadLimits;
import kontor.iso20022.StatementHead;
import kontor.transactions.StatementSums.Draft;
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
    public Optional<String> read(OrganizationId organization, UUID inboxFile, Supplier<InputStream> content) {
        var sums = new StatementSums();
        Camt053Reader.read(content.get(), LIMITS, sums);
        var reading = new Reading(organization, sums);
        switch (sums.kind()) {
            case STATEMENT -> Camt053Reader.read(content.get(), LIMITS, new EntrySlices(reading.bookings()));
            case INTRADAY_REPORT -> Camt053Reader.read(content.get(), LIMITS, new EntrySlices(reading.announcements()));
            case NOTIFICATION -> LOG.debug("notification {} repeats what a statement books", inboxFile);
        }
        return reading.leftOut();
    }

    /** One file on its way in. */
    private final class Reading {

        private final OrganizationId organization;
        private final StatementSums sums;
        private final Set<String> leftOut = new LinkedHashSet<>();

        Reading(OrganizationId organization, StatementSums sums) {
            this.organization = organization;
            this.sums = sums;
        }

        /** What could not be used, for an operator. */
        Optional<String> leftOut() {
            return leftOut.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", leftOut));
        }

        List<Optional<EntrySlices.Taker>> bookings() {
            var byDraft = new HashMap<Draft, Optional<InParts>>();
            return sums.elements().stream()
                    .map(draft -> byDraft.computeIfAbsent(draft, this::booking).map(InParts::oneMore)).toList();
        }

        private Optional<InParts> booking(Draft draft) {
            return statement(draft).flatMap(told -> {
                var statement = changes.inLane(organization, tx -> statements.open(tx, told));
                if (statement.isQuarantined()) {
                    LOG.warn("statement {} is quarantined", statement.id());
                    leftOut.add("statement " + told.head().id() + " is not booked: " + statement.reason().orElse(""));
                    return Optional.empty();
                }
                return Optional.of(new InParts(new Booking(organization, told, statement), 0));
            });
        }

        List<Optional<EntrySlices.Taker>> announcements() {
            var byDraft = new HashMap<Draft, Optional<InParts>>();
            var byAccount = new HashMap<UUID, Optional<InParts>>();
            return sums.elements().stream()
                    .map(draft -> byDraft.computeIfAbsent(draft, one -> announcement(one, byAccount))
                            .map(InParts::oneMore))
                    .toList();
        }

        /** Some banks tell one account in several reports of a file. */
        private Optional<InParts> announcement(Draft draft, Map<UUID, Optional<InParts>> byAccount) {
            return statement(draft).flatMap(told -> {
                changes.inLane(organization, tx -> statements.interim(tx, told));
                return byAccount.computeIfAbsent(told.accountId(), _ -> announcing(IntradayReport.of(told)));
            });
        }

        private Optional<InParts> announcing(IntradayReport report) {
            boolean newest = changes.inLane(organization, tx -> statements.pending().begin(tx, report));
            return newest ? Optional.of(new InParts(new Announcing(organization, report), report.entriesOfEarlierPages()))
                    : Optional.empty();
        }

        /** Absent when no account of the organization has that number and currency. */
        private Optional<NewStatement> statement(Draft draft) {
            var head = draft.head();
            var account = account(head.account());
            if (account.isEmpty()) {
                leftOut.add("statement " + head.id() + " is of the account " + masked(head.account())
                        + ", which Kontor does not know; add the account, then read the file again");
            }
            return account.map(known -> new NewStatement(known.id(), known.currency(), head, draft.balances(),
                    draft.totals(), head.createdAt().or(sums::createdAt)
                            .map(time -> time.atZone(known.zone()).toInstant())
                            .orElseGet(() -> database.read(organization, Tx::now))));
        }

        private Optional<Account> account(StatementHead.Account told) {
            return database.read(organization, tx -> accounts.byIdentifier(tx, number(told))).stream()
                    .filter(account -> told.currency().isEmpty() || told.currency().get().equals(account.currency()))
                    .findFirst();
        }

        private static String number(StatementHead.Account told) {
            return told.iban().or(told::otherId).orElseThrow();
        }

        /** It may be a stranger's: enough to find it in the file, no more. */
        private static String masked(StatementHead.Account told) {
            String number = number(told);
            return "..." + number.substring(Math.max(0, number.length() - 4))
                    + told.currency().map(currency -> " in " + currency.code()).orElse("");
        }
    }

    /** Books the entries of a proven statement; each slice is a transaction of its own in the lane. */
    private final class Booking implements EntrySlices.Taker {

        private final OrganizationId organization;
        private final NewStatement told;
        private final Statement statement;
        private final DaySums days = new DaySums();
        private StatementTotals totals = StatementTotals.NONE;

        Booking(OrganizationId organization, NewStatement told, Statement statement) {
            this.organization = organization;
            this.told = told;
            this.statement = statement;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            entries.forEach(entry -> {
                totals = totals.plus(entry.head());
                days.add(entry.head());
            });
            changes.inLane(organization, tx -> statements.book(tx, statement, entries));
        }

        @Override
        public void end() {
            changes.inLane(organization, tx -> statements.close(tx, told, statement, totals, days));
            if (statement.endOfDay()) {
                untilNothingIsLeft(organization, tx -> statements.pending().forgetOver(tx, statement));
            }
        }
    }

    /** Takes the entries of an intraday report. */
    private final class Announcing implements EntrySlices.Taker {

        private final OrganizationId organization;
        private final IntradayReport report;

        Announcing(OrganizationId organization, IntradayReport report) {
            this.organization = organization;
            this.report = report;
        }

        @Override
        public void slice(List<StatementEntry> entries) {
            changes.inLane(organization, tx -> statements.pending().announce(tx, report, entries));
        }

        @Override
        public void end() {
            if (report.complete()) {
                untilNothingIsLeft(organization, tx -> statements.pending().forgetUntold(tx, report));
            }
        }
    }

    private void untilNothingIsLeft(OrganizationId organization, Function<Tx, Integer> step) {
        while (changes.inLane(organization, step) == PendingTransactions.MOST_DELETED) {
            // The next thousand.
        }
    }
}
