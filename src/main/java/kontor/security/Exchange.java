package kontor.security;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Caller;

/**
 * A request and its answer, as far as the security log may know it.
 *
 * @param caller who was found to have made it
 * @param key the access key that was told, right or wrong
 * @param operation method and path as it is declared, without what the client put in
 * @param path as it was asked for
 * @param status of the answer
 * @param code the machine word of a refusal, else empty
 * @param nanos how long it took to find the answer
 */
public record Exchange(
        UUID requestId,
        String address,
        Optional<Caller> caller,
        Optional<String> key,
        String operation,
        String path,
        Gives gives,
        int status,
        String code,
        long nanos) {

    /** What a 503 says where nobody met a limit; without a word it is the answer of a check. */
    private static final Set<String> NO_LIMIT = Set.of("", "unavailable", "still_leaving");

    /** What a good answer of the operation hands out. */
    public enum Gives {
        /** What the audit log need not tell. */
        NOTHING,
        TOKEN,
        FILE
    }

    /** What the security log tells of it; mostly nothing. */
    Optional<Sighting> sighting() {
        return kind().map(this::sighting);
    }

    private Optional<SecurityKind> kind() {
        return switch (status) {
            case 401 -> Optional.of(SecurityKind.SIGN_IN_REFUSED);
            case 403 -> Optional.of(SecurityKind.PERMISSION_REFUSED);
            case 429 -> Optional.of(SecurityKind.LIMIT_MET);
            // What cannot be reached is no limit.
            case 503 ->
                    NO_LIMIT.contains(code)
                            ? Optional.empty()
                            : Optional.of(SecurityKind.LIMIT_MET);
            default -> status < 300 ? given() : Optional.empty();
        };
    }

    private Optional<SecurityKind> given() {
        return switch (gives) {
            case NOTHING -> Optional.empty();
            case TOKEN -> Optional.of(SecurityKind.TOKEN_GIVEN);
            case FILE -> Optional.of(SecurityKind.DOWNLOADED);
        };
    }

    private Sighting sighting(SecurityKind kind) {
        return new Sighting(
                kind,
                caller.map(Caller::organization),
                caller.map(Sighting::nameOf).or(() -> key),
                caller.map(Caller::userId),
                address,
                kind == SecurityKind.DOWNLOADED ? path : operation,
                code,
                Optional.of(requestId));
    }
}
