/**
 * BgMax, in which Bankgirot told payees who had paid into their bankgiro until 27 November 2026;
 * read as history.
 *
 * <p>It books nothing. What a statement (camt.053) shows as one sum gets the payments behind it,
 * with OCR references and names, in the way of a notification (camt.054, room {@code statements}):
 * the details wait for the entry, or the entry for them, and nothing is told twice. So a file
 * becomes such a message. One with a deposit of a later day is set aside whole, since the file
 * cannot be what it says.
 *
 * <p>It has no states and no tables. Standards: Bankgirot, BgMax manual; decision 0078.
 */
@NullMarked
package kontor.bgmax;

import org.jspecify.annotations.NullMarked;
