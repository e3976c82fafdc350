/**
 * What a booking that is not explained to its whole amount may be: expected transactions, one or
 * several together, and payments; each with the reasons for and against it, the best first. Nothing
 * is attached here; a person (or a person's one click for all sure ones) decides.
 *
 * <p>Looked for are the references that stand in the booking, its end-to-end id, its amount within
 * {@link kontor.suggestions.SuggestionTable#DAYS} days, and the account and the name of its other
 * side; a few of each. What a person refused is not suggested again.
 *
 * <p>Tables: none of its own; it reads {@code expected_transactions}, {@code direct_debits}, {@code
 * credit_transfers} and {@code refused_matches}.
 */
@NullMarked
package kontor.suggestions;

import org.jspecify.annotations.NullMarked;
