package kontor.config;

import java.util.List;

/**
 * One or more settings cannot be used. The message names each with its value, the reason and the
 * cure, one sentence a line, and shows no password.
 */
public final class WrongSetting extends Exception {

    private static final long serialVersionUID = 1;

    WrongSetting(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
