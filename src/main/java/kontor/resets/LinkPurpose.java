package kontor.resets;

import java.time.Duration;

/** What a link is good for, and how long. */
enum LinkPurpose {
    /** To set another password. */
    RESET(Duration.ofHours(1)),
    /** To show that an address is one's own. */
    CONFIRMATION(Duration.ofDays(1));

    private final Duration lifetime;

    LinkPurpose(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Duration lifetime() {
        return lifetime;
    }
}
