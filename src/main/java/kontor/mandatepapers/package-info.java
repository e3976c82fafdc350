/**
 * Mandates on paper: the form that a payer signs, and the history of a mandate as proof in a
 * dispute about a refund - everything that happened, each collection with its file and result, and
 * the place in the feed by which it can be checked. PDF, written while it is sent.
 *
 * <p>The texts that schemes prescribe are data ({@code texts/mandates.json}). No tables, no states.
 * Standards: EPC016-06 and EPC222-07 (what a mandate form holds), Bankgirot's Autogiro manual.
 * Decision 0075.
 */
@NullMarked
package kontor.mandatepapers;

import org.jspecify.annotations.NullMarked;
