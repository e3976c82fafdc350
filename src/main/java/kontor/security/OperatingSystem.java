package kontor.security;

import com.sun.security.auth.module.UnixSystem;
import java.util.Optional;
import kontor.core.OrganizationId;

/** Who types at the machine itself, by the name that the operating system knows. */
public final class OperatingSystem {

    /** Instead of an address. */
    static final String HERE = "local";

    private OperatingSystem() {}

    public static String user() {
        String user = System.getProperty("user.name", "unknown");
        String before = System.getenv("SUDO_USER");
        return before == null || before.isBlank() ? user : before + " as " + user;
    }

    /** Whether this process may do everything on this machine. */
    public static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    static Sighting sighting(
            SecurityKind kind, Optional<OrganizationId> organization, String command) {
        return new Sighting(
                kind,
                organization,
                Optional.of("operating system: " + user()),
                Optional.empty(),
                HERE,
                command,
                "",
                Optional.empty());
    }
}
