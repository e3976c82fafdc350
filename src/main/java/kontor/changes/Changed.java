package kontor.changes;

/** What became of a change that was not refused. */
public sealed interface Changed {

    /**
     * It happened now.
     *
     * @param existed what was to be made was there already, and the snapshot is of that
     */
    record Fresh(Snapshot snapshot, boolean existed) implements Changed {}

    /**
     * It did not happen: a second person must agree first.
     *
     * @param request what that person decides on
     */
    record Asked(Snapshot request) implements Changed {

        private static final int ACCEPTED = 202;

        /** The answer, also to a repetition. */
        public StoredAnswer answer() {
            return StoredAnswer.of(ACCEPTED, "{\"changeRequest\":" + request.json() + "}");
        }
    }

    /** It happened before, under the same key. */
    record Replay(StoredAnswer answer) implements Changed {}

    /**
     * It took longer than anybody is let wait. It may still happen; only a repetition with the same
     * key can tell.
     */
    record Unanswered() implements Changed {}
}
