package kontor.statements;

import java.time.LocalDate;
import java.util.UUID;
import kontor.accounts.Accounts;
import kontor.core.Caller;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.wire.DateRange;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to the end-of-day summaries of an account. */
public final class EndOfDaySummaries {

    public static final Use READ = Use.of("accounts:read", "account_balances:read");

    private final Accounts accounts;
    private final EndOfDayTable table = new EndOfDayTable();

    public EndOfDaySummaries(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Newest day first; refuses an account that is unknown or outside the caller's limit. */
    public Outcome<Page<EndOfDaySummary>> list(
            Tx tx, Caller caller, UUID account, DateRange dates, PageRequest page) {
        return accounts.find(tx, caller, account).map(_ -> page(tx, account, dates, page));
    }

    private Page<EndOfDaySummary> page(Tx tx, UUID account, DateRange dates, PageRequest page) {
        var before = page.after().map(LocalDate::parse).orElse(null);
        var days = table.list(tx, account, dates, before, page.limit() + 1);
        return Page.cut(days, page.limit(), day -> day.date().toString());
    }
}
