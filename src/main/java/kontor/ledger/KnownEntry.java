package kontor.ledger;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry that was booked before.
 *
 * @param statement the one that booked it
 * @param placeMinor the balance before it
 * @param toldIn the last other statement that told it too, at {@code toldAt}
 */
record KnownEntry(
        UUID id,
        UUID statement,
        LocalDate date,
        long amountMinor,
        Optional<Long> placeMinor,
        Optional<String> reference,
        Optional<UUID> toldIn,
        long toldAt) {}
