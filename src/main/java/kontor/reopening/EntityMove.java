package kontor.reopening;

import java.time.Instant;
import java.util.UUID;

/**
 * An own account that another entity holds from now on.
 *
 * @param moved when; payments made later are judged by the new entity already
 * @param reached the last payment that was judged by it
 */
public record EntityMove(
        UUID id, UUID accountId, UUID from, UUID to, Instant moved, UUID reached) {}
