/**
 * Passes the entries of an account file on in slices that fit into memory, in the order of the
 * file, while the file is read on. Who takes them, and what a slice becomes, is for the room {@code
 * statements}.
 *
 * <p>It has no tables.
 */
@NullMarked
package kontor.slices;

import org.jspecify.annotations.NullMarked;
