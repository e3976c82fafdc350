package kontor.reporting;

import java.util.List;
import java.util.UUID;
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

    /** What was found; where nothing was, what has come. */
    public static GapNews of(List<StatementGap> before, List<StatementGap> now) {
        String found = words(now, before);
        return found.isEmpty()
                ? new GapNews("STATEMENT_GAP_CLOSED", words(before, now))
                : new GapNews("STATEMENT_GAP_FOUND", found);
    }

    public void log(UUID account) {
        LOG.warn("account {}: {}: {}", account, name, words);
    }

    private static String words(List<StatementGap> gaps, List<StatementGap> others) {
        return gaps.stream()
                .filter(one -> !others.contains(one))
                .map(StatementGap::words)
                .collect(Collectors.joining("; "));
    }
}
