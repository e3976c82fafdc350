package kontor.security;

import com.sun.security.auth.module.UnixSystem;
import java.util.Map;
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

    /** What events say of a change that was made at the machine itself, which nobody checks. */
    public static Map<String, String> mark() {
        return Map.of("operatingSystemUser", user(), "unchecked", "COMMAND_LINE");
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
