/**
 * Deciders: who could decide the steps of a payment by now, counted as people and not as users.
 * Nothing is promised: roles change, and limits of amounts are judged when somebody approves. The
 * room has no states.
 *
 * <p>Tables: none of its own; it reads {@code users}, {@code roles}, {@code counted_principals},
 * {@code accounts} and {@code organizations}.
 */
@NullMarked
package kontor.deciders;

import org.jspecify.annotations.NullMarked;
