/**
 * What an emergency stop is: that nothing leaves for a bank, of a whole organization or over one
 * connection, while everything else works.
 *
 * <pre>
 * organization, connection:   running -> paused    by an order, with who gave it and why
 *                             paused -> running
 * </pre>
 *
 * <p>An order is carried out by the room of what it is about, as a change like any other: in the
 * lane, with an event, the next version, and refused for a stale one. Whoever hands a file over
 * asks here in the last moment ({@link kontor.pauses.Pauses#forbidsLeaving}), with the rows held,
 * so that an order is either seen or waits until the file is on its way. Reasons: decision 0038.
 *
 * <p>It has no tables; a pause stands in the rows of {@code organizations} and {@code connections}.
 */
@NullMarked
package kontor.pauses;

import org.jspecify.annotations.NullMarked;
