package kontor.statements;

import java.io.InputStream;
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
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.IncomingMessage;
import kontor.proof.BalanceRules;
import kontor.xml.MalformedMessage;

/**
 * Reads the account files of banks (camt.052, 053 and 054). Each file is read twice as a stream:
 * first to add up its statements, then to book the entries of those that are consistent. The
 * entries of an intraday report become pending transactions; the details of a notification wait for
 * the entries that a statement books.
 */
public final class StatementFiles {

    /** What was left out may go on from what was booked of the same file behind it. */
    private static final int MOST_AGAIN = 5;

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
