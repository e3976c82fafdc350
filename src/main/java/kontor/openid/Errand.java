package kontor.openid;

import java.util.Optional;

/**
 * For what somebody was sent to the provider.
 *
 * @param about to what it leads: the page that comes next, the session that is linked, the token of
 *     the invitation
 */
public record Errand(Kind kind, String about) {

    /** What is done with the answer. */
    public enum Kind {
        SIGN_IN,
        LINK,
        JOIN
    }

    /** As a ticket carries it. */
    String text() {
        return kind + " " + about;
    }

    static Optional<Errand> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind + " ")) {
                return Optional.of(new Errand(kind, text.substring(kind.name().length() + 1)));
            }
        }
        return Optional.empty();
    }
}
