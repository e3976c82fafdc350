package kontor.shares;

/** There was no place for one more. Nothing was done, and it may be tried again. */
public final class Spent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean own;
    private final boolean late;

    Spent(String what, int places, boolean own, boolean late) {
        super(
                (own
                                        ? "your organization has its share of %2$s at work, %1$d in"
                                                + " all;"
                                        : "all places for %2$s are taken, %1$d in all;")
                                .formatted(places, what)
                        + " try again in a moment");
        this.own = own;
        this.late = late;
    }

    /** Whether the share of the holder is spent; else all places are, by others too. */
    public boolean isOwn() {
        return own;
    }

    /** Whether it was waited for in vain: then what holds the places may hang. */
    public boolean isLate() {
        return late;
    }

    /** It is an answer, not a fault: where it comes from is of no interest. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
