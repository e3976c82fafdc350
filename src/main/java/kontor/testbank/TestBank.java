package kontor.testbank;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import kontor.core.Ids;
import kontor.db.Tx;
import kontor.iso20022.OrderMessage;

/** Opens the test bank for an organization. */
public final class TestBank {

    /**
     * A party whose payments go wrong.
     *
     * @param shown the IBAN in groups, as people read it
     * @param payments the kinds of payments that it concerns
     */
    public record Party(String name, String iban, String shown, String outcome, String payments) {}

    /** All of them. */
    public static List<Party> parties() {
        return Arrays.stream(Scenario.values())
                .map(
                        one ->
                                new Party(
                                        one.partyName(),
                                        one.iban(),
                                        one.iban().replaceAll("(.{4})(?=.)", "$1 "),
                                        one.outcome(),
                                        payments(one.appliesTo())))
                .toList();
    }

    private static String payments(Set<OrderMessage> messages) {
        if (messages.size() == OrderMessage.values().length) {
            return "both";
        }
        return messages.contains(OrderMessage.DIRECT_DEBITS) ? "collections" : "transfers";
    }

    /** The opening entries are booked on the day before the sandbox was opened. */
    private static final int DAYS_BEFORE = 1;

    private final EntryTable entries = new EntryTable();
    private final ScheduleTable schedule = new ScheduleTable();

    /** The documented logins with their accounts, the same in every organization. */
    public static List<BankLogin> logins() {
        return BankLogins.ALL;
    }

    /**
     * Opens the accounts of all logins for the transaction's organization; opening again changes
     * nothing. The bank issues an opening statement for every account in its next round of work.
     */
    public List<BankLogin> open(Tx tx) {
        schedule.lock(tx);
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
        for (var opening : account.openingEntries()) {
            entries.keep(tx, entry(account, opening, day));
        }
        schedule.add(tx, List.of(ScheduledAction.state(account, day)));
    }

    private static EntryTable.Plain entry(
            BankAccount account, BankAccount.OpeningEntry opening, LocalDate day) {
        return new EntryTable.Plain(
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
                day);
    }

    /** The ISO bank transaction code of an ordinary transfer in or out. */
    static String creditTransfer(long amountMinor) {
        return amountMinor < 0 ? "PMNT/ICDT/ESCT" : "PMNT/RCDT/ESCT";
    }
}
