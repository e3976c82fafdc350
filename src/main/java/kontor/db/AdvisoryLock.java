package kontor.db;

/**
 * An advisory lock of PostgreSQL, by which one node excludes the others; the numbers identify it.
 * Locks of one number and locks of two never conflict.
 */
public sealed interface AdvisoryLock {

    /** A lock that is identified by one number. */
    record Single(long number) implements AdvisoryLock {}

    /**
     * A lock that is identified by two numbers.
     *
     * @param space the purpose of the lock, different for each kind of locks
     */
    record Pair(int space, int number) implements AdvisoryLock {}
}
