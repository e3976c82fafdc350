package kontor.payeereviews;

import java.time.Instant;
import java.util.UUID;

/**
 * A review that waits for a second person.
 *
 * @param id of the change request
 * @param identifiers JSON array of AccountIdentifier
 */
public record WaitingReview(
        UUID id, UUID counterparty, String holder, String identifiers, Instant since) {}
