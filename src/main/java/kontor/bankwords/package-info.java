/**
 * What banks say of a booking beside amount, dates and the references that payments are found by:
 * structured remittance with its documents, parties in the background, exchange, card and cheque,
 * and the codes of a country's own, such as those of German banks. All of it is kept and shown;
 * nothing here is judged. Elements are those of {@code camt.053} .02 to .13, read by local name.
 */
@NullMarked
package kontor.bankwords;

import org.jspecify.annotations.NullMarked;
