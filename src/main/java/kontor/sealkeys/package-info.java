/**
 * The keys with which files to Bankgirot are sealed, as connections keep them: encrypted, and known
 * to people by their verification values.
 *
 * <p>It has no tables: a kept key is in the row of its connection.
 */
@NullMarked
package kontor.sealkeys;

import org.jspecify.annotations.NullMarked;
