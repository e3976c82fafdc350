/**
 * What a status report of a bank speaks of: ids of ours as banks write them, and what of a report
 * cannot be applied with certainty.
 *
 * <p>Banks write ids in another case, with blanks or leading zeros, or cut them. An id that names
 * one payment of the file all the same is certain; anything else opens a case.
 *
 * <p>Tables: {@code status_reports}, the reports that were applied. Standard: ISO 20022 pain.002,
 * the elements {@code OrgnlInstrId}, {@code OrgnlEndToEndId} and {@code OrgnlTxId}.
 */
@NullMarked
package kontor.originals;

import org.jspecify.annotations.NullMarked;
