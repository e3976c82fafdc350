/**
 * What the payee's bank says of the name that a payment gives its payee (verification of payee,
 * Regulation (EU) 2024/886): the verdict as reports of banks carry it (pain.002), kept on the
 * payment whatever becomes of it.
 *
 * <p>Tables: none; it is a column of the payments.
 */
@NullMarked
package kontor.payeechecks;

import org.jspecify.annotations.NullMarked;
