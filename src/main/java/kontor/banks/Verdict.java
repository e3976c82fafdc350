package kontor.banks;

/** What became of a file from a bank. */
public sealed interface Verdict {

    /** Read, and all of it used. */
    record Processed() implements Verdict {}

    /** Read, but something in it waits for another file. */
    record Waiting(String why) implements Verdict {}

    /** What it says was heard before. */
    record Duplicate(String why) implements Verdict {}

    /** Set aside for an operator. */
    record Quarantined(String why) implements Verdict {}
}
