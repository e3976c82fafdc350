/**
 * When payments that people decided are decided anew. A payment is judged by what was true when it
 * was made; where that is changed afterwards by somebody's hand, the word of those who approved it
 * is no longer about it. So it goes back to CREATED before it has left, with all steps open:
 *
 * <ul>
 *   <li>its date is moved by more than seven days from the one that was approved, at once or in
 *       several small steps;
 *   <li>its own account is given to another entity, and other approval chains hold there.
 * </ul>
 *
 * It keeps the steps that people had to take, and gets those that the present chains ask for
 * besides; so no way leads from more approval to less, and nothing is approved by moving an account
 * there and back. Decisions that were taken stay in its events.
 *
 * <pre>
 * move of an account:  noted with the change -> judged, a slice of payments at a time -> gone
 * </pre>
 *
 * <p>As long as a move is not judged to its end nothing of the organization leaves for a bank.
 *
 * <p>Table: {@code entity_moves}.
 */
@NullMarked
package kontor.reopening;

import org.jspecify.annotations.NullMarked;
