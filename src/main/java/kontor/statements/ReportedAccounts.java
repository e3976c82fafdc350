package kontor.statements;

import java.time.Instant;
import java.util.Optional;
import kontor.accounts.Account;
import kontor.accounts.Accounts;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.iso20022.StatementHead;
import kontor.proof.BalanceRules;
import kontor.proof.Movement;
import kontor.statements.StatementSums.Draft;

/** Finds the own accounts that the statements of a file are of. */
final class ReportedAccounts {

    private final Database database;
    private final OrganizationId organization;
    private final Accounts accounts;
    private final Statements statements;
    private final BalanceRules rules;

    /**
     * @param rules of the bank whose file it is
     */
    ReportedAccounts(
            Database database,
            OrganizationId organization,
            Accounts accounts,
            Statements statements,
            BalanceRules rules) {
        this.database = database;
        this.organization = organization;
        this.accounts = accounts;
        this.statements = statements;
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
                                        Movement.of(rules, draft.values())))
                .map(NewStatement::settled)
                .map(this::afterTheOneBefore);
    }

    /** With what only the statements before it say. */
    private NewStatement afterTheOneBefore(NewStatement told) {
        return told.needsTheOneBefore()
                ? database.read(organization, tx -> statements.afterTheOneBefore(tx, told))
                : told;
    }

    /** When the bank made it, by its own clock in the zone of the account; else now. */
    private Instant reported(StatementSums sums, Draft draft, Account account) {
        return draft.head()
                .createdAt()
                .or(sums::createdAt)
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
        var candidates =
                database.read(organization, tx -> accounts.byIdentifierForUse(tx, number(named)));
        var sameCurrency =
                candidates.stream()
                        .filter(one -> currency.isEmpty() || currency.get().equals(one.currency()))
                        .findFirst();
        return named.currency().isPresent()
                ? sameCurrency
                : sameCurrency.or(() -> candidates.stream().findFirst());
    }

    /** Why a statement of an unknown account is left out, for an operator. */
    static String unknown(StatementHead head) {
        return "statement "
                + head.id()
                + " is of the account "
                + masked(head.account())
                + ", which Kontor does not know; add the account, then read the file again";
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
