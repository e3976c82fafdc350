package kontor.testbank;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.core.Use;
import kontor.db.Tx;

/** Books what users post on accounts of the test bank. */
public final class Postings {

    public static final Use CREATE = Use.of("testbank_transactions:create");

    private final AccountLookup accounts;
    private final EntryTable entries = new EntryTable();
    private final ScheduleTable schedule = new ScheduleTable();

    public Postings(AccountLookup accounts) {
        this.accounts = accounts;
    }

    /**
     * Books the transaction; it is shown by the statement of its date, or by the next one when that
     * day is closed. Refuses in this order: unknown account, account elsewhere, other currency.
     */
    public Outcome<UUID> post(Tx tx, Caller caller, NewTransaction wanted) {
        var iban =
                accounts.ibanOf(tx, wanted.accountId())
                        .filter(_ -> caller.accounts().allows(wanted.accountId()));
        if (iban.isEmpty()) {
            return refused("account_not_found", "accountId", "no account with an IBAN has this id");
        }
        var account = BankLogins.account(iban.get());
        if (account.isEmpty() || !entries.isOpen(tx)) {
            return refused(
                    "not_a_testbank_account",
                    "accountId",
                    "this account is not at the test bank; its accounts are fictive");
        }
        var currency = account.get().currency();
        if (!currency.equals(wanted.amount().currency())) {
            return refused(
                    "currency_mismatch",
                    "amount.currency",
                    "the account is kept in " + currency.code());
        }
        return Outcome.done(book(tx, account.get(), wanted));
    }

    private static Outcome<UUID> refused(String code, String field, String message) {
        return Outcome.refused(Refusal.rule(code, field, message));
    }

    private UUID book(Tx tx, BankAccount account, NewTransaction wanted) {
        schedule.lock(tx);
        UUID id = Ids.next();
        LocalDate open = entries.statedUntil(tx, account.iban()).plusDays(1);
        LocalDate planned = ScheduledAction.statementDay(account, wanted.date(), tx.bankNow());
        LocalDate stated = planned.isBefore(open) ? open : planned;
        entries.keep(
                tx,
                new EntryTable.Plain(
                        account.iban(),
                        wanted.date(),
                        wanted.valueDate(),
                        wanted.amount().amountMinor(),
                        wanted.code(),
                        id,
                        wanted.counterparty().name().orElse(""),
                        wanted.counterparty().iban().orElse(""),
                        wanted.remittance().value(),
                        !wanted.remittance().type().equals("UNSTRUCTURED"),
                        "",
                        wanted.counterparty().mandateReference().orElse(""),
                        wanted.returnReason().orElse(""),
                        stated));
        schedule.add(
                tx,
                List.of(
                        ScheduledAction.state(account, stated),
                        ScheduledAction.report(account, wanted.date(), tx.bankNow())));
        return id;
    }
}
