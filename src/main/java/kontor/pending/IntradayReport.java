package kontor.pending;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * An intraday report (camt.052) of an account: what the bank announces at one moment of a day.
 *
 * @param day the bank day that it reports on
 * @param reported when the bank made it
 * @param name the same for all its pages, and different from that of every other report
 * @param page counts from 1
 * @param complete it is the last page
 */
public record IntradayReport(
        UUID accountId, LocalDate day, Instant reported, String name, long page, boolean complete) {

    /** Each page gets its own range of 2^32 entry positions. */
    private static final long MOST_ENTRIES_OF_A_PAGE = 1L << 32;

    public long entriesOfEarlierPages() {
        return (page - 1) * MOST_ENTRIES_OF_A_PAGE;
    }
}
