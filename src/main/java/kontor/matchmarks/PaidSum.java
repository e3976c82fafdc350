package kontor.matchmarks;

import java.time.LocalDate;
import java.util.UUID;

/** What a clearing house paid into an own account on a day, for many payments. */
public record PaidSum(UUID accountId, LocalDate day, long amountMinor) {}
