/**
 * What happened to a payment, by whom, when and on which day of the bank, which file each step went
 * or came by, what is still to come, and until when the money may come back. It has no states and
 * no tables of its own; it reads the feed, {@code instructions}, {@code transactions}, {@code
 * statements}, {@code status_reports}, {@code autogiro_facts}, {@code autogiro_early_refunds} and
 * {@code inbox_files}. Instants are the server's; days are the bank's.
 */
@NullMarked
package kontor.timelines;

import org.jspecify.annotations.NullMarked;
