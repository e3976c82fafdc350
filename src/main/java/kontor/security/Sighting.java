package kontor.security;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.core.OrganizationId;

/**
 * One thing that the security log tells. It holds no secret, and of people only their id.
 *
 * @param organization whose feed tells it; empty where that is not known, as of a stranger
 * @param who the access key of a program or the id of a person; empty when nobody said who it is
 * @param user the id of the user, where it is known
 * @param address where it came from
 * @param about what it was about: an operation, a file, the words of a command
 * @param code the machine word of a refusal, else empty
 */
public record Sighting(
        SecurityKind kind,
        Optional<OrganizationId> organization,
        Optional<String> who,
        Optional<UUID> user,
        String address,
        String about,
        String code,
        Optional<UUID> requestId) {

    /** A good key, or its token, was used from an address that it is not bound to. */
    public static Sighting fromElsewhere(Caller caller, String address) {
        return new Sighting(
                SecurityKind.KEY_USED_ELSEWHERE,
                Optional.of(caller.organization()),
                Optional.of(nameOf(caller)),
                Optional.of(caller.userId()),
                address,
                "",
                "address_not_allowed",
                Optional.empty());
    }

    /** Somebody approved with a passkey whose counter went back. */
    public static Sighting ofCopiedPasskey(Caller caller) {
        return new Sighting(
                SecurityKind.PASSKEY_COPIED,
                Optional.of(caller.organization()),
                Optional.of(nameOf(caller)),
                Optional.of(caller.userId()),
                "",
                "approval",
                "",
                Optional.empty());
    }

    /** The name under which a caller is told: people by their id, which tells nobody's name. */
    static String nameOf(Caller caller) {
        return caller.programmatic() ? caller.username() : caller.userId().toString();
    }

    /** Whether the operating system knows who it was, and not Kontor. */
    boolean isAtTheMachine() {
        return address.equals(OperatingSystem.HERE);
    }

    /** The same, found to be of a user. */
    Sighting of(OrganizationId found, UUID foundUser, String name) {
        return new Sighting(
                kind,
                Optional.of(found),
                Optional.of(name),
                Optional.of(foundUser),
                address,
                about,
                code,
                requestId);
    }
}
