/**
 * The emergency stop as it is used: over HTTP ({@code :pause} and {@code :resume}) and, when the
 * API cannot be reached, by {@code ./kontor pause} and {@code ./kontor resume}.
 *
 * <p>An order to pause is answered only when nothing is leaving any more: a file that was moving at
 * that moment is finished, or withdrawn by whoever takes over ({@link
 * kontor.emergency.LeavingFiles}). What an order is, and who asks for it, is told in {@link
 * kontor.pauses}.
 *
 * <p>It has no tables.
 */
@NullMarked
package kontor.emergency;

import org.jspecify.annotations.NullMarked;
