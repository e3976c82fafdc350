package kontor.changes;

/** What became of a change that was not refused. */
public sealed interface Changed {

    /**
     * It happened now.
     *
     * @param existed what was to be made was there already, and the snapshot is of that
     */
    record Fresh(Snapshot snapshot, boolean existed) implements Changed {}

    /** It happened before, under the same key. */
    record Replay(StoredAnswer answer) implements Changed {}

    /**
     * It took longer than anybody is let wait. It may still happen; only a repetition with the same
     * key can tell.
     */
    record Unanswered() implements Changed {}
}
