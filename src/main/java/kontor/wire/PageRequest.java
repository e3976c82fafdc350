package kontor.wire;

import java.util.Optional;

/**
 * Which page is wanted.
 *
 * @param limit rows at most, 1 to 500
 * @param after the place where the page before ended; as the room wrote it, already verified
 * @param token the token as the client sent it, empty for the first page
 */
public record PageRequest(int limit, Optional<String> after, String token) {

    public static final int MOST = 500;
    public static final int USUAL = 100;
}
