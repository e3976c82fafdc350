package kontor.pages;

import kontor.http.Failure;

/**
 * A no, as its page shows it.
 *
 * @param heading what happened, in a few words
 * @param next what the person can do about it
 */
public record No(int status, String heading, String next, Failure failure) {

    /** What was said, as a sentence. */
    public String said() {
        String message = failure.message();
        return message.endsWith(".") ? message : message + ".";
    }
}
