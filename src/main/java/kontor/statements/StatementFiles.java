package kontor.statements;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.banks.ArrivedFile;
import kontor.banks.FileHead;
import kontor.banks.FileKind;
import kontor.banks.Verdict;
import kontor.changes.Changes;
import kontor.connections.Connection;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.IncomingMessage;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHead;
import kontor.proof.BalanceRules;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;

/**
 * Reads the account files of banks (camt.052, 053 and 054). Each file is read twice as a stream:
 * first to add up its statements, then to book the entries of those that are consistent. The
 * entries of an intraday report become pending transactions; the details of a notification wait for
 * the entries that a statement books.
 */
public final class StatementFiles {

    /** What was left out may go on from what was booked of the same file behind it. */
    private static final int MOST_AGAIN = 5;

    private static final ReadLimits LIMITS = ReadLimits.ofFileBytes(1L << 30);

    private final StatementTable table = new StatementTable();
    private final Database database;
    private final Changes changes;
    private final Accounts accounts;
    private final Statements statements;

    public StatementFiles(
            Database database, Changes changes, Accounts accounts, Statements statements) {
        this.database = database;
        this.changes = changes;
        this.accounts = accounts;
        this.statements = statements;
    }

    /** The messages that account files hold. */
    public List<FileKind> kinds() {
        return Stream.of(
                        IncomingMessage.STATEMENT,
                        IncomingMessage.INTRADAY_REPORT,
                        IncomingMessage.NOTIFICATION)
                .<FileKind>map(Kind::new)
                .toList();
    }

    /** The kind that reads notifications, for formats that tell the same in other words. */
    public FileKind notifications() {
        return new Kind(IncomingMessage.NOTIFICATION);
    }

    private final class Kind implements FileKind {

        private final IncomingMessage message;

        Kind(IncomingMessage message) {
            this.message = message;
        }

        @Override
        public String name() {
            return message.name();
        }

        @Override
        public boolean recognizes(FileHead head) {
            return message.isIn(head.open());
        }

        @Override
        public String objection(FileHead head) {
            return IncomingMessage.objection(head.open());
        }

        @Override
        public Conclusion read(ArrivedFile file, Function<UUID, InputStream> files) {
            try {
                var profile = file.connection().profile();
                var rules = new BalanceRules(profile.balanceCodes(), profile.balancesByValueDate());
                var leftOut =
                        StatementFiles.this.read(
                                file.organization(),
                                Optional.of(file.connection().id()),
                                rules,
                                file.id(),
                                files);
                return tx ->
                        leftOut.<Verdict>map(aside -> aside)
                                .orElseGet(() -> verdict(tx, file.id()));
            } catch (MalformedMessage malformed) {
                return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
            } catch (ArithmeticException tooLarge) {
                return _ ->
                        new Verdict.Quarantined(
                                "the sum of its entries is larger than any amount can be");
            }
        }

        private Verdict verdict(Tx tx, UUID file) {
            return Optional.ofNullable(waiting(tx, List.of(file)).get(file))
                    .<Verdict>map(Verdict.Waiting::new)
                    .orElseGet(Verdict.Processed::new);
        }

        @Override
        public Map<UUID, String> waiting(Tx tx, Collection<UUID> inboxFiles) {
            return StatementFiles.this.waiting(tx, inboxFiles);
        }
    }

    /**
     * What would become of one statement of a file.
     *
     * @param head as the file tells it
     * @param statement empty where no account of the connection has its number and currency
     * @param problem why it would be set aside; empty where it would be booked
     */
    public record Foreseen(
            StatementHead head, Optional<NewStatement> statement, Optional<String> problem) {

        Foreseen refused(String why) {
            return new Foreseen(head, statement, Optional.of(why));
        }
    }

    /**
     * What would become of the statements of a camt.053 that came over a connection, in the order
     * of the file; nothing is kept. Other messages hold none.
     *
     * @param unread files of the same connection that are read before it
     * @throws MalformedMessage when it cannot be read
     */
    public List<Foreseen> foresee(
            OrganizationId organization,
            Connection connection,
            Supplier<InputStream> file,
            List<Supplier<InputStream>> unread) {
        var sums = sums(file);
        if (sums.kind() != StatementFile.Kind.STATEMENT) {
            return List.of();
        }
        var profile = connection.profile();
        var rules = new BalanceRules(profile.balanceCodes(), profile.balancesByValueDate());
        var reported =
                new ReportedAccounts(
                        database,
                        organization,
                        accounts,
                        statements,
                        Optional.of(connection.id()),
                        rules);
        return new StatementForesight(
                        changes, accounts, statements.opening(), organization, reported)
                .of(sums, unread.stream().map(StatementFiles::sums).toList());
    }

    private static StatementSums sums(Supplier<InputStream> file) {
        var sums = new StatementSums();
        Camt053Reader.read(file.get(), LIMITS, sums);
        return sums;
    }

    /** See {@link StatementTable#closingsBefore}. */
    public List<Long> closingsBefore(Tx tx, UUID account, LocalDate day) {
        return table.closingsBefore(tx, account, day);
    }

    /** See {@link StatementTable#next}. */
    public List<Statement> next(Tx tx, UUID account, LocalDate day) {
        return table.next(tx, account, day);
    }

    /** Whether a statement like this one was read before: of that day, with those balances. */
    public boolean isRead(Tx tx, NewStatement told) {
        var like = Statement.of(told, Optional.empty(), tx.now());
        return table.ofDay(tx, told.accountId(), like.asOf()).stream()
                .filter(one -> !one.isQuarantined())
                .anyMatch(
                        one ->
                                one.openingMinor().equals(like.openingMinor())
                                        && one.closingMinor().equals(like.closingMinor()));
    }

    /**
     * Takes in one file that came over no connection, so that every account may be in it.
     *
     * @return what of it could not be used and why, for an operator
     * @throws MalformedMessage when it cannot be read
     */
    public Optional<String> read(
            OrganizationId organization, UUID inboxFile, Function<UUID, InputStream> files) {
        return read(organization, Optional.empty(), BalanceRules.STANDARD, inboxFile, files)
                .map(Verdict.Quarantined::why);
    }

    /** The same for a bank with rules of its own, that reports of some accounts. */
    private Optional<Verdict.Quarantined> read(
            OrganizationId organization,
            Optional<UUID> connection,
            BalanceRules rules,
            UUID inboxFile,
            Function<UUID, InputStream> files) {
        var once =
                (Supplier<StatementImport>)
                        () ->
                                new StatementImport(
                                        database,
                                        accounts,
                                        statements,
                                        new StatementConsumers(changes, organization, statements),
                                        connection,
                                        rules,
                                        inboxFile,
                                        files);
        var reading = once.get();
        var leftOut = reading.read();
        for (int more = MOST_AGAIN;
                leftOut.isPresent() && reading.bookedSome() && more > 0;
                more--) {
            reading = once.get();
            leftOut = reading.read();
        }
        return leftOut;
    }

    /** Which of these files wait for another one, and for what, in words. */
    public Map<UUID, String> waiting(Tx tx, Collection<UUID> inboxFiles) {
        var words = new HashMap<>(statements.lateDetails().waiting(tx, inboxFiles));
        statements
                .pages()
                .waiting(tx, inboxFiles)
                .forEach((file, why) -> words.merge(file, why, (one, other) -> one + "; " + other));
        return words;
    }
}
