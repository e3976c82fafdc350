package kontor.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Predicate;
import kontor.core.OrganizationId;

/**
 * Which organizations let people in with a second factor only, believed for as long as a session
 * is.
 */
public final class Demands implements Predicate<OrganizationId> {

    private static final Duration KEPT = Duration.ofSeconds(4);
    private static final int MOST_KEPT = 10_000;

    private final Predicate<OrganizationId> asked;
    private final Cache<OrganizationId, Boolean> known =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    public Demands(Predicate<OrganizationId> asked) {
        this.asked = asked;
    }

    @Override
    public boolean test(OrganizationId organization) {
        Boolean kept = known.getIfPresent(organization);
        if (kept != null) {
            return kept;
        }
        boolean demands = asked.test(organization);
        known.put(organization, demands);
        return demands;
    }

    /** This node sees a change at once. */
    public void forget(OrganizationId organization) {
        known.invalidate(organization);
    }
}
