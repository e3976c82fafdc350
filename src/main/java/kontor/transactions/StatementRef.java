package kontor.transactions;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The statement that an entry stands in, as far as entries are told apart by it.
 *
 * @param asOf the day of its closing balance, in the bank's zone
 * @param bankId the bank's name for it; recycled
 * @param sequence the bank's count of statements, 0 when it does not count
 * @param page of the statement, from 1
 */
public record StatementRef(
        UUID id, UUID accountId, LocalDate asOf, String bankId, long sequence, long page) {}
