package kontor.db;

/**
 * What one node keeps the others from: an advisory lock of PostgreSQL, known to all nodes by its
 * numbers. Locks of one number and of two never meet.
 */
public sealed interface AdvisoryLock {

    /** A lock for one holder. */
    record Single(long number) implements AdvisoryLock {}

    /**
     * A lock for one holder.
     *
     * @param space keeps locks of one purpose apart from those of another
     */
    record Pair(int space, int number) implements AdvisoryLock {}

    /** The same lock for any number of holders, but not beside one who has it for himself. */
    record Shared(Pair lock) implements AdvisoryLock {}
}
