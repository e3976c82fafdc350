package kontor.statements;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.StatementFile;
import kontor.iso20022.StatementHead;
import kontor.proof.BalanceRules;
import kontor.proof.Movement;
import kontor.statements.StatementSums.Draft;

/** Finds the own accounts that the statements of a file are of. */
final class ReportedAccounts {

    private static final String THEN_AGAIN = ", then read the file again";

    private final Database database;
    private final OrganizationId organization;
    private final Accounts accounts;
    private final Statements statements;
    private final Optional<UUID> connection;
    private final BalanceRules rules;

    /**
     * @param connection over which the file came
     * @param rules of the bank whose file it is
     */
    ReportedAccounts(
            Database database,
            OrganizationId organization,
            Accounts accounts,
            Statements statements,
            Optional<UUID> connection,
            BalanceRules rules) {
        this.database = database;
        this.organization = organization;
        this.accounts = accounts;
        this.statements = statements;
        this.connection = connection;
        this.rules = rules;
    }

    /** Absent when no account of the organization has that number and currency. */
    Optional<NewStatement> statement(StatementSums sums, Draft draft) {
        return account(draft)
                .map(
                        account ->
                                new NewStatement(
                                        account.id(),
                                        account.currency(),
                                        draft.head(),
                                        draft.balances(),
                                        draft.totals(),
                                        draft.days(),
                                        reported(sums, draft, account),
                                        Movement.of(rules, draft.values()),
                                        draft.tally()))
                .map(NewStatement::settled)
                .map(told -> afterTheOneBefore(sums.kind(), told));
    }

    /** A statement with what only those before it say; reports and notifications prove nothing. */
    private NewStatement afterTheOneBefore(StatementFile.Kind kind, NewStatement told) {
        return kind == StatementFile.Kind.STATEMENT && told.needsTheOneBefore()
                ? database.read(
                        organization, tx -> statements.opening().afterTheOneBefore(tx, told))
                : told;
    }

    /** When the bank made it, by its own clock in the zone of the account; else now. */
    private Instant reported(StatementSums sums, Draft draft, Account account) {
        return draft.head()
                .createdAt()
                .or(draft.file()::createdAt)
                .map(time -> time.atZone(account.zone()).toInstant())
                .orElseGet(() -> database.read(organization, Tx::now));
    }

    /**
     * Many files do not say the currency of the account; then that of its balances finds it, or of
     * its entries. One number may be that of several accounts, one for each currency.
     */
    private Optional<Account> account(Draft draft) {
        var named = draft.head().account();
        var currency = named.currency().or(draft::balanceCurrency).or(draft.totals()::currency);
        var candidates = withNumber(named);
        var sameCurrency =
                candidates.stream()
                        .filter(one -> currency.isEmpty() || currency.get().equals(one.currency()))
                        .findFirst();
        return named.currency().isPresent()
                ? sameCurrency
                : sameCurrency.or(() -> candidates.stream().findFirst());
    }

    /** One for each currency in which it is kept. */
    private List<Account> withNumber(StatementHead.Account named) {
        return database.read(organization, tx -> accounts.byIdentifierForUse(tx, number(named)));
    }

    /** Why a statement is left out, for an operator: its account is unknown, or another bank's. */
    Optional<String> objection(Draft draft) {
        var found = account(draft);
        if (found.isEmpty()) {
            return Optional.of(is(draft) + unknown(draft.head().account()) + THEN_AGAIN);
        }
        return connection
                .filter(one -> !found.get().isReportedBy(one))
                .map(
                        one ->
                                is(draft)
                                        + ", of which this connection does not report; add its id "
                                        + one
                                        + " to reportedBy of account "
                                        + found.get().id()
                                        + THEN_AGAIN);
    }

    /** By its number, or only in the currency that the file says. */
    private String unknown(StatementHead.Account named) {
        String known =
                withNumber(named).stream()
                        .map(one -> one.currency().code())
                        .collect(Collectors.joining(" and "));
        return known.isEmpty()
                ? ", which Kontor does not know; add the account"
                : ", which Kontor knows in " + known + " only; add the account in that currency";
    }

    private static String is(Draft draft) {
        return "statement "
                + draft.head().id()
                + " is of the account "
                + masked(draft.head().account());
    }

    private static String number(StatementHead.Account account) {
        return account.iban().or(account::otherId).orElseThrow();
    }

    /** It may belong to somebody else: enough to find it in the file, no more. */
    private static String masked(StatementHead.Account account) {
        String number = number(account);
        return "..."
                + number.substring(Math.max(0, number.length() - 4))
                + account.currency().map(currency -> " in " + currency.code()).orElse("");
    }
}
