package kontor.transactions;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The statement of an entry: those of its members by which entries are distinguished.
 *
 * @param asOf the day of its closing balance, in the bank's zone
 * @param bankId the bank's id of it; banks use the same ids again
 * @param sequence the bank's number of the statement, 0 when it has none
 * @param page of the statement, from 1
 */
public record StatementRef(
        UUID id, UUID accountId, LocalDate asOf, String bankId, long sequence, long page) {}
