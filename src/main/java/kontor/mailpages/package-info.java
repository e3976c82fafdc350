/**
 * Where a sandbox shows what would have been mailed, to its owners alone.
 *
 * <p>A roof room: it asks the doors of {@code mail} and {@code iam}. No tables of its own.
 */
@NullMarked
package kontor.mailpages;

import org.jspecify.annotations.NullMarked;
