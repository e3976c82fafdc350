package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kontor.core.Ids;
import kontor.db.Tx;

/** The test bank's counter: opens an organization's instance of it. */
public final class TestBank {

    /** The day on which what came before the sandbox is stated: the one before it was opened. */
    private static final int DAYS_BEFORE = 1;

    private final EntryTable entries = new EntryTable();
    private final ScheduleTable agenda = new ScheduleTable();

    /** The documented logins with their accounts, the same in every organization. */
    public static List<BankLogin> logins() {
        return BankLogins.ALL;
    }

    /**
     * Opens the accounts of all logins for the transaction's organization; opening again changes
     * nothing. The bank then issues an opening statement for every account at its next tick.
     */
    public List<BankLogin> open(Tx tx) {
        agenda.lock(tx);
        if (!entries.isOpen(tx)) {
            BankLogins.ALL.stream()
                    .flatMap(login -> login.accounts().stream())
                    .forEach(account -> open(tx, account, tx.bankNow()));
        }
        return BankLogins.ALL;
    }

    private void open(Tx tx, BankAccount account, Instant now) {
        LocalDate day = now.atZone(account.zone()).toLocalDate().minusDays(DAYS_BEFORE);
        entries.openAccount(tx, account.iban(), day.minusDays(1));
        account.openingEntries()
                .forEach(
                        opening ->
                                entries.keep(
                                        tx,
                                        new EntryTable.Plain(
                                                account.iban(),
                                                day,
                                                day,
                                                opening.amountMinor(),
                                                creditTransfer(opening.amountMinor()),
                                                Ids.next(),
                                                opening.counterparty(),
                                                "",
                                                opening.remittance(),
                                                "",
                                                "",
                                                "",
                                                day)));
        agenda.enter(tx, List.of(ScheduledAction.state(account, day)));
    }

    /** The ISO code of an ordinary transfer in or out. */
    static String creditTransfer(long amountMinor) {
        return amountMinor < 0 ? "PMNT/ICDT/ESCT" : "PMNT/RCDT/ESCT";
    }
}
