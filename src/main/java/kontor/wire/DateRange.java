package kontor.wire;

import java.time.LocalDate;
import java.util.Optional;

/** A filter on bank dates; both ends are inclusive, an absent end is open. */
public record DateRange(Optional<LocalDate> from, Optional<LocalDate> to) {}
