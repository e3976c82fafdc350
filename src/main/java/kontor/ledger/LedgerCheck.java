package kontor.ledger;

import java.time.LocalDate;
import java.time.ZoneOffset;
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

    private final Cases cases;
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
        var dates = table.dates(tx, account.account(), since);
        var booked = table.booked(tx, account.account(), since);
        var known = known(tx, account.account(), dates);
        for (LocalDate date : dates) {
            var told = known.getOrDefault(date, List.of());
            var here = booked.getOrDefault(date, NOTHING);
            DayProof.of(told)
                    .filter(proved -> !proved.equals(here))
                    .ifPresent(proved -> cases.open(tx, differs(account, date, proved, here)));
        }
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
}
