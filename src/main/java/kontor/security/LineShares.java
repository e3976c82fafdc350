package kontor.security;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * How many lines of the log an address may cause in a minute: whoever floods neither fills the disk
 * nor hides what others do. What is not written is counted, and summed up in the feed.
 */
final class LineShares {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Of one kind by one address: five a second. */
    static final int OF_AN_ADDRESS = 300;

    /** Of one kind by all addresses: at some 260 bytes each 2 GB a day, however many flood. */
    static final int OF_A_KIND = 6_000;

    private record Share(SecurityKind kind, String address) {}

    private final Map<Share, Integer> ofAddresses = new HashMap<>();
    private final Map<SecurityKind, Integer> ofKinds = new EnumMap<>(SecurityKind.class);
    private Instant since = Instant.MIN;

    /** Whether a line may be written; it counts as written then. */
    synchronized boolean take(SecurityKind kind, String address, Instant now) {
        if (since.equals(Instant.MIN) || !now.isBefore(since.plus(MINUTE)) || now.isBefore(since)) {
            since = now;
            ofAddresses.clear();
            ofKinds.clear();
        }
        var share = new Share(kind, address);
        int own = ofAddresses.getOrDefault(share, 0);
        int all = ofKinds.getOrDefault(kind, 0);
        if (own >= OF_AN_ADDRESS || all >= OF_A_KIND) {
            return false;
        }
        ofAddresses.put(share, own + 1);
        ofKinds.put(kind, all + 1);
        return true;
    }
}
