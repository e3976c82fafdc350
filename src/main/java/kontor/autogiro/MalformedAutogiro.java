package kontor.autogiro;

/** A file is not what Bankgirot and payees write to each other; says in which line and why. */
public final class MalformedAutogiro extends RuntimeException {

    private final int line;
    private final String reason;

    MalformedAutogiro(int line, String reason) {
        super("line " + line + ": " + reason);
        this.line = line;
        this.reason = reason;
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** What is wrong, without the line. */
    public String reason() {
        return reason;
    }
}
