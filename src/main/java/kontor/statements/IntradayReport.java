package kontor.statements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import kontor.iso20022.StatementHead;

/**
 * An intraday report (camt.052) of an account: what the bank announces at one moment of a day.
 *
 * @param day the bank day that it reports on
 * @param reported when the bank made it
 * @param name the same for all its pages, and different from that of every other report
 * @param page counts from 1
 * @param complete it is the last page
 */
record IntradayReport(
        UUID accountId, LocalDate day, Instant reported, String name, long page, boolean complete) {

    /** Each page gets its own range of 2^32 entry positions. */
    private static final long MOST_ENTRIES_OF_A_PAGE = 1L << 32;

    long entriesOfEarlierPages() {
        return (page - 1) * MOST_ENTRIES_OF_A_PAGE;
    }

    static IntradayReport of(NewStatement report) {
        var day = report.day();
        var head = report.head();
        var page = head.page();
        // The pages of a report are made at different times. A report without pages may have the
        // id of an earlier one.
        String name =
                page.isPresent()
                        ? head.id() + " of " + day
                        : head.id() + " at " + report.reported();
        return new IntradayReport(
                report.accountId(),
                day,
                report.reported(),
                name,
                page.map(StatementHead.Page::number).orElse(1L),
                page.map(StatementHead.Page::last).orElse(true));
    }
}
