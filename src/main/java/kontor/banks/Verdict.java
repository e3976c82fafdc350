package kontor.banks;

/** What became of a file from a bank. */
public sealed interface Verdict {

    /** Read, and all of it used. */
    record Processed() implements Verdict {}

    /** Read, but something in it waits for another file. */
    record Waiting(String why) implements Verdict {}

    /** What it says was heard before. */
    record Duplicate(String why) implements Verdict {}

    /**
     * Set aside for an operator.
     *
     * @param told a case of its own, opened by whoever read it, says all of why
     */
    record Quarantined(String why, boolean told) implements Verdict {

        /** One of which no case tells yet. */
        public Quarantined(String why) {
            this(why, false);
        }
    }
}
