package kontor.app;

import java.util.List;

/**
 * A command that cannot be carried out as it was typed; the message says why, one sentence a line.
 */
final class WrongWords extends Exception {

    private static final long serialVersionUID = 1;

    WrongWords(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
