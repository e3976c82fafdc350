/**
 * Reports: what came of accounts over a connection, from its bank or brought by hand, and the bank
 * statements that are in it.
 *
 * <p>Statements are brought where no channel leads to a bank, or for the time before one did: as
 * JSON, or as the camt.053 of a bank. Both are taken as a whole or not at all: each statement must
 * be of an account that the connection reports, add up, and fit to what was read before. What was
 * sent is kept as it was sent, with who sent it. It becomes a file of the inbox (JSON is written as
 * camt.053 first), and is read by the same way and judged by the same rules as a file of the bank:
 * it proves no more, and where the two contradict each other a case is open. The same bytes once
 * more are the same report.
 *
 * <p>A report has no states of its own: they are those of the file in the inbox ({@code banks}).
 *
 * <p>Table: {@code brought_reports}. Standard: ISO 20022 camt.053.001.08 for what is written;
 * {@code iso20022} says what is read. Why so: decision 0085.
 */
@NullMarked
package kontor.reports;

import org.jspecify.annotations.NullMarked;
