package kontor.reporting;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What changed about the gaps of an account, for its event and the log.
 *
 * @param name of the event
 * @param words which gaps
 */
public record GapNews(String name, String words) {

    /** What was found; where nothing was, what has come. */
    public static GapNews of(List<StatementGap> before, List<StatementGap> now) {
        String found = words(now, before);
        return found.isEmpty()
                ? new GapNews("STATEMENT_GAP_CLOSED", words(before, now))
                : new GapNews("STATEMENT_GAP_FOUND", found);
    }

    private static String words(List<StatementGap> gaps, List<StatementGap> others) {
        return gaps.stream()
                .filter(one -> !others.contains(one))
                .map(StatementGap::words)
                .collect(Collectors.joining("; "));
    }
}
