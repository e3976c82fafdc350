package kontor.xml;

import org.jspecify.annotations.Nullable;

/** A file is not the message that it should be. The place is where the reader noticed it. */
public final class MalformedMessage extends RuntimeException {

    private final String reason;
    private final int line;
    private final int column;

    MalformedMessage(String message, int line, int column) {
        this(message, line, column, null);
    }

    MalformedMessage(String message, int line, int column, @Nullable Throwable cause) {
        super(message + " (line " + line + ", column " + column + ")", cause);
        this.reason = message;
        this.line = line;
        this.column = column;
    }

    /** The same, with what of the file it was found in. */
    public MalformedMessage in(String part) {
        return new MalformedMessage(part + ": " + reason, line, column, this);
    }

    /** Counted from 1. */
    public int line() {
        return line;
    }

    /** Counted from 1. */
    public int column() {
        return column;
    }
}
