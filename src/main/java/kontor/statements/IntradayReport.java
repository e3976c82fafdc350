package kontor.statements;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import kontor.iso20022.StatementHead;

/**
 * An intraday report (camt.052) of an account: what the bank announces at one moment of a day.
 *
 * @param day the bank's day that it is of
 * @param reported when the bank made it
 * @param name what its pages have in common and no other report has
 * @param page counts from 1
 * @param complete nothing more of it follows
 */
record IntradayReport(
        UUID accountId, LocalDate day, Instant reported, String name, long page, boolean complete) {

    /** More than any page has; so that entries of later pages come after those of earlier ones. */
    private static final long MOST_ENTRIES_OF_A_PAGE = 1L << 32;

    long entriesOfEarlierPages() {
        return (page - 1) * MOST_ENTRIES_OF_A_PAGE;
    }

    static IntradayReport of(NewStatement told) {
        var day = told.asOf().orElseGet(() -> LocalDate.ofInstant(told.reported(), ZoneOffset.UTC));
        var page = told.head().page();
        // Pages are made one after the other; what is told as a whole may repeat the name of an
        // earlier report.
        String name =
                page.isPresent()
                        ? told.head().id() + " of " + day
                        : told.head().id() + " at " + told.reported();
        return new IntradayReport(
                told.accountId(),
                day,
                told.reported(),
                name,
                page.map(StatementHead.Page::number).orElse(1L),
                page.map(StatementHead.Page::last).orElse(true));
    }
}
