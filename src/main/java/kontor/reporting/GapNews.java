package kontor.reporting;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed about the gaps of an account, for its event and the log.
 *
 * @param name of the event
 * @param words which gaps
 */
public record GapNews(String name, String words) {

    private static final Logger LOG = LoggerFactory.getLogger(GapNews.class);

    private static final String SKIPPED = "STATEMENT_NUMBERS_SKIPPED";

    /** What was found; where nothing was, what is worth a note; else what has come. */
    public static GapNews of(List<StatementGap> before, List<StatementGap> now) {
        String found = words(now, before, gap -> !gap.isNote());
        if (!found.isEmpty()) {
            return new GapNews("STATEMENT_GAP_FOUND", found);
        }
        String closed = words(before, now, _ -> true);
        return closed.isEmpty()
                ? new GapNews(SKIPPED, words(now, before, StatementGap::isNote))
                : new GapNews("STATEMENT_GAP_CLOSED", closed);
    }

    public void log(UUID account) {
        if (name.equals(SKIPPED)) {
            LOG.info("account {}: {}: {}", account, name, words);
        } else {
            LOG.warn("account {}: {}: {}", account, name, words);
        }
    }

    private static String words(
            List<StatementGap> gaps, List<StatementGap> others, Predicate<StatementGap> which) {
        return gaps.stream()
                .filter(one -> !others.contains(one) && which.test(one))
                .map(StatementGap::words)
                .collect(Collectors.joining("; "));
    }
}
