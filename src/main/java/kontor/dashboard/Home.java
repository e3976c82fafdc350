package kontor.dashboard;

import java.util.List;
import java.util.Optional;
import kontor.charts.Ring;
import kontor.core.Money;

/**
 * What the first page shows.
 *
 * @param day today at the banks, and {@code news} what is in and what is missing, in a sentence
 * @param actions what the role may begin here
 * @param first what comes first where nothing was paid yet; empty later
 * @param cash absent where the role sees no balances, or no statement has come
 * @param waits how much waits for the person, and {@code urgent} the payments among it that are
 * @param deadlines the next of banks
 * @param silences the first accounts without their usual statements, in words
 * @param moreSilent how many more of them there are
 * @param outcomes how payments ended, a kind at a time
 */
public record Home(
        String day,
        String news,
        List<Action> actions,
        List<First> first,
        Optional<HomeCash> cash,
        List<Wait> waits,
        List<Item> urgent,
        String zone,
        List<Deadline> deadlines,
        List<Silent> silences,
        int moreSilent,
        boolean seesStatements,
        List<Outcome> outcomes) {

    /** A button. */
    public record Action(String label, String path, boolean primary) {}

    /** A step of those who begin. */
    public record First(String title, String words, String path, boolean done) {}

    /**
     * Something that waits.
     *
     * @param style of its number, in the style sheet
     */
    public record Wait(String count, String style, String label, String detail, String path) {}

    /** A payment that waits for the person's decision. */
    public record Item(String path, String party, String until, Money amount) {}

    /**
     * Until when a bank takes a file.
     *
     * @param in how long that is
     */
    public record Deadline(String when, String in, String what, String holds) {}

    /** An account of which statements are overdue. */
    public record Silent(String path, String name, String words) {}

    /** A reason, and how much of its picture it fills. */
    public record Reason(String code, String meaning, String count, String rate, String width) {}

    /**
     * How payments of a kind ended.
     *
     * @param executed its share, in words
     * @param of when it was counted; empty where that is now
     */
    public record Outcome(
            String title,
            Ring ring,
            String executed,
            List<Part> parts,
            List<Reason> reasons,
            String of) {}

    /** A part of the ring. */
    public record Part(String style, String word, String count, String path) {}

    public Home {
        actions = List.copyOf(actions);
        first = List.copyOf(first);
        waits = List.copyOf(waits);
        urgent = List.copyOf(urgent);
        deadlines = List.copyOf(deadlines);
        silences = List.copyOf(silences);
        outcomes = List.copyOf(outcomes);
    }
}
