package kontor.visits;

import java.util.Optional;

/** Who is this? Asked by the server of every request of a browser, answered by the sessions. */
@FunctionalInterface
public interface Visitors {

    /** Where nobody can sign in. */
    Visitors NOBODY = (_, _) -> Optional.empty();

    /**
     * @param cookies what the browser sent
     * @param isUse false where a page asks by itself, which does not keep a session alive
     */
    Optional<Visitor> by(Cookies cookies, boolean isUse);
}
