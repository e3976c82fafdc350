package kontor.identities;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who signs in.
 *
 * @param address the e-mail address that is typed when signing in, in small letters
 * @param confirmed when mail to the address was seen to arrive
 */
public record Identity(UUID id, String address, Optional<Instant> confirmed) {}
