package kontor.transactions;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The statement that books entries.
 *
 * @param asOf the day of its closing balance, in the bank's zone: the date of entries without one
 */
public record StatementRef(UUID id, UUID accountId, LocalDate asOf) {}
