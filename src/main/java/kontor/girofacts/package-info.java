/**
 * What the files of Bankgirot say, record by record, and what of it was told before. A fact has a
 * digest of what its record says, not of the bytes of its file, and counts once: the same told
 * again, under whatever name or number, is no news, and a file that was read half before a crash
 * goes on behind its own facts. What cannot be applied with certainty is a case and no fact.
 *
 * <p>A sum that Bankgirot paid in is noted with its day, so that its booking is found where the
 * bank does not name it, whichever of both is told first. Where the layout tells no sums, they are
 * what a file says was executed on a day.
 *
 * <p>A refund that is told before its payment waits for it and is a fact when that is known.
 *
 * <p>Tables: {@code autogiro_facts}, {@code autogiro_deposits}, {@code autogiro_withdrawals},
 * {@code autogiro_early_refunds}. Decision 0078.
 */
@NullMarked
package kontor.girofacts;

import org.jspecify.annotations.NullMarked;
