package kontor.ledger;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.cases.CaseKind;
import kontor.cases.Cases;
import kontor.cases.NewCase;
import kontor.core.Money;
import kontor.db.Tx;

/**
 * The nightly look whether what is booked for an account and day is what its statements prove. A
 * difference changes nothing that is booked: it opens a case, once for the same sums.
 */
public final class LedgerCheck {

    /** Days looked back. */
    private static final int DAYS = 400;

    /** Accounts in one call. */
    public static final int MOST_ACCOUNTS = 20;

    private static final DayProof NOTHING = new DayProof(0, 0, 0);

    /** Later than any statement. */
    private static final LocalDate FAR = LocalDate.of(9999, 12, 31);

    private final Cases cases;
    private final Old old = new Old();
    private final CheckTable table = new CheckTable();
    private final LedgerTable ledger = new LedgerTable();

    public LedgerCheck(Cases cases) {
        this.cases = cases;
    }

    /**
     * Looks at some accounts.
     *
     * @param after the last account that was looked at
     * @return the last one now; absent when there are no more after it
     */
    public Optional<UUID> look(Tx tx, Optional<UUID> after) {
        var since = tx.today(ZoneOffset.UTC).minusDays(DAYS);
        var accounts = table.accounts(tx, after, since, MOST_ACCOUNTS);
        accounts.forEach(one -> look(tx, one, since));
        return accounts.size() < MOST_ACCOUNTS
                ? Optional.empty()
                : Optional.of(accounts.getLast().account());
    }

    private void look(Tx tx, CheckTable.Reported account, LocalDate since) {
        while (old.keep(tx, account.account(), since, FAR) == Old.MOST) {
            // The next ones.
        }
        var dates = table.dates(tx, account.account(), since);
        var booked = table.booked(tx, account.account(), since);
        var known = known(tx, account.account(), dates);
        var found = new HashMap<String, Optional<NewCase>>();
        for (LocalDate date : dates) {
            var told = known.getOrDefault(date, List.of());
            var here = booked.getOrDefault(date, NOTHING);
            DayProof.of(told)
                    .map(
                            proved ->
                                    Optional.of(differs(account, date, proved, here))
                                            .filter(_ -> !proved.equals(here)))
                    .ifPresent(judged -> found.put(date.toString(), judged));
        }
        found.values().forEach(one -> one.ifPresent(differs -> cases.open(tx, differs)));
        settle(tx, account, found);
    }

    /** Closes what was found before and is not so any more; a date that is left open stays. */
    private void settle(Tx tx, CheckTable.Reported account, Map<String, Optional<NewCase>> judged) {
        cases.settleOfAccount(
                tx,
                account.account(),
                CaseKind.BOOKED_DIFFERS,
                one -> {
                    var now = judged.get(one.facts().getOrDefault("date", ""));
                    return now != null
                            && now.filter(found -> found.facts().equals(one.facts())).isEmpty();
                },
                "the nightly check does not find it any more");
    }

    private Map<LocalDate, List<KnownStatement>> known(Tx tx, UUID account, List<LocalDate> dates) {
        return ledger.known(tx, account, new UUID(0, 0), dates).stream()
                .filter(KnownStatement::isBooked)
                .collect(Collectors.groupingBy(one -> one.day().date()));
    }

    private static NewCase differs(
            CheckTable.Reported account, LocalDate date, DayProof proved, DayProof booked) {
        String currency = account.currency();
        return new NewCase(
                CaseKind.BOOKED_DIFFERS,
                "%s|%s|%s|%s|%s"
                        .formatted(
                                CaseKind.BOOKED_DIFFERS, account.account(), date, proved, booked),
                Optional.of(account.account()),
                Optional.empty(),
                Optional.empty(),
                words(currency, date, proved, booked),
                facts(currency, date, proved, booked));
    }

    private static String words(String currency, LocalDate date, DayProof proved, DayProof booked) {
        return """
        of %s the statements prove %s entries, %s in and %s out; booked are %s, %s in and %s out\
        """
                .formatted(
                        date,
                        proved.entries(),
                        plain(proved.creditsMinor(), currency),
                        plain(proved.debitsMinor(), currency),
                        booked.entries(),
                        plain(booked.creditsMinor(), currency),
                        plain(booked.debitsMinor(), currency));
    }

    private static Map<String, String> facts(
            String currency, LocalDate date, DayProof proved, DayProof booked) {
        return NewCase.facts(
                "date", date,
                "provedEntries", proved.entries(),
                "provedCredits", plain(proved.creditsMinor(), currency),
                "provedDebits", plain(proved.debitsMinor(), currency),
                "bookedEntries", booked.entries(),
                "bookedCredits", plain(booked.creditsMinor(), currency),
                "bookedDebits", plain(booked.debitsMinor(), currency));
    }

    private static String plain(long minor, String currency) {
        return Money.of(minor, currency).plain();
    }

    /** Statements that were booked before it was kept what they prove of their days. */
    static final class Old {

        /** In one look. */
        static final int MOST = 200;

        private final CheckTable table = new CheckTable();
        private final LedgerTable ledger = new LedgerTable();

        /**
         * Keeps what statements prove that were booked before that was kept: where all that they
         * told was booked from them.
         *
         * @return how many were looked at; never again
         */
        int keep(Tx tx, UUID account, LocalDate from, LocalDate to) {
            var old = table.old(tx, account, from, to, MOST);
            if (old.isEmpty()) {
                return 0;
            }
            var ids = old.stream().map(CheckTable.Old::id).toList();
            var first = old.getFirst().asOf().minusDays(Ledger.NEIGHBOURS);
            var last = old.getLast().asOf().plusDays(Ledger.NEIGHBOURS);
            var entries =
                    table.oldEntries(tx, account, ids, first, last).stream()
                            .collect(Collectors.groupingBy(CheckTable.OldEntries::statement));
            old.forEach(one -> keep(tx, account, one, entries.getOrDefault(one.id(), List.of())));
            table.lookedAt(tx, account, ids, first, last);
            return old.size();
        }

        private void keep(
                Tx tx, UUID account, CheckTable.Old one, List<CheckTable.OldEntries> own) {
            long sum = own.stream().mapToLong(some -> some.amountMinor() * some.entries()).sum();
            long count = own.stream().mapToLong(CheckTable.OldEntries::entries).sum();
            if (count == one.entries() && sum == one.bookedMinor()) {
                ledger.insert(tx, account, one.id(), days(one, own));
            }
        }

        private static List<StatementDay> days(
                CheckTable.Old one, List<CheckTable.OldEntries> own) {
            var totals = new DayTotals();
            for (var some : own) {
                for (int i = 0; i < some.entries(); i++) {
                    totals.add(some.date(), some.amountMinor());
                }
            }
            return totals.days(one.asOf(), one.openingMinor()).list();
        }
    }
}
