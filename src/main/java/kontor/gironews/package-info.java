/**
 * What Bankgirot answers and tells: a file is read as a whole first, and set aside with the line
 * and the reason, or taken in slice by slice, a transaction each.
 *
 * <p>What it says of payments moves them, and what it says of payments that are not known here, or
 * against what is known, is a case. Its deposits and withdrawals name the payments that the bank
 * books in one sum. An extract of waiting payments is compared with those that were sent.
 *
 * <p>It has no tables of its own. Standards: Bankgirot, Autogiro technical manual; decisions 0071,
 * 0078.
 */
@NullMarked
package kontor.gironews;

import org.jspecify.annotations.NullMarked;
