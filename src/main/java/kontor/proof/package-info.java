/**
 * What the balances of a statement prove: which of them open and close it, as the bank's profile
 * reads them, and what a balance without a word of credit or debit must be when only one way makes
 * opening and entries give the closing; and what it says of its own figures beside them. Pure: no
 * clock, no database.
 */
@NullMarked
package kontor.proof;

import org.jspecify.annotations.NullMarked;
