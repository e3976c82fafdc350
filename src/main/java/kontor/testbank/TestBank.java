package kontor.testbank;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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

    /** A clearing house behind this bank, which takes files of its own kind from customers. */
    public interface Clearing {

        /** Told by how a file begins. */
        boolean takes(InputStream beginning);

        /** A customer's file; false when it is broken. */
        boolean receive(Tx tx, Customer customer, InputStream file, Desk desk);

        /** Does what it asked the desk to call it for. */
        void work(Tx tx, String subject, Instant due, Desk desk);
    }

    /**
     * One thing to try.
     *
     * @param trigger by what it is set off
     */
    public record Told(String trigger, String outcome) {}

    /** Whose file it is, and when it came. */
    public record Customer(String login, Instant received) {}

    /**
     * Money that a clearing house pays in or takes out, booked in one sum.
     *
     * @param amountMinor negative leaves the account
     * @param code ISO bank transaction code
     * @param batch its own number; empty for a single payment
     * @param endToEndId of a single payment
     * @param returnReason why a single payment came back
     */
    public record Cleared(
            String iban,
            LocalDate day,
            long amountMinor,
            String code,
            int transactions,
            Optional<String> batch,
            Optional<String> endToEndId,
            Optional<String> returnReason) {}

    /** What the bank does for a clearing house. */
    public static final class Desk {

        private final FileTable files;
        private final ScheduleTable schedule;
        private final EntryTable entries;
        private final Instant now;

        Desk(FileTable files, ScheduleTable schedule, EntryTable entries, Instant now) {
            this.files = files;
            this.schedule = schedule;
            this.entries = entries;
            this.now = now;
        }

        /** The account of a customer that has this number. */
        public Optional<String> iban(String login, String number) {
            return BankLogins.named(login).accounts().stream()
                    .filter(one -> one.hasNumber(number))
                    .map(BankAccount::iban)
                    .findFirst();
        }

        /** A file for a customer, who fetches it with those of the bank. */
        public void issue(Tx tx, String login, String name, Consumer<OutputStream> content) {
            files.issue(tx, login, name, "AUTOGIRO", now, content::accept);
        }

        /** Calls the clearing house at that time; asking twice is asking once. */
        public void call(Tx tx, Instant due, String subject) {
            schedule.add(tx, List.of(ScheduledAction.clear(due, subject)));
        }

        /** Books it, for the next statement of the account. */
        public void book(Tx tx, Cleared cleared) {
            var stated = entries.keep(tx, cleared);
            var account = BankLogins.account(cleared.iban).orElseThrow();
            schedule.add(tx, List.of(ScheduledAction.state(account, stated)));
        }
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
                false,
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
