/**
 * Which payments are meant: the filters that lists, totals and exports of payments share, as one
 * record, and as one condition of SQL over both kinds. What it reads is {@code direct_debits} and
 * {@code credit_transfers}; it writes nothing and has no states. Amounts are minor units of ISO
 * 4217, dates are bank days, both ends of a range are included.
 */
@NullMarked
package kontor.selections;

import org.jspecify.annotations.NullMarked;
