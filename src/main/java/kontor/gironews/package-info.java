/**
 * What Bankgirot answers and tells: its files move mandates and payments, and payers that made a
 * mandate in their internet bank become counterparties.
 *
 * <p>A file is read as a whole first, and set aside with the line and the reason, or taken in slice
 * by slice, a transaction each. What it says of payers and payments that are not known here, or
 * against what is known, is a case: files come late, twice and out of order, and of an advice its
 * day decides. Its deposits and withdrawals name the payments that the bank books in one sum.
 *
 * <p>An extract of the mandate register makes what is not known here and ends nothing; what differs
 * is a case, as it is with the extract of waiting payments.
 *
 * <p>It has no tables of its own. Standards: Bankgirot, Autogiro technical manual; decisions 0071,
 * 0078.
 */
@NullMarked
package kontor.gironews;

import org.jspecify.annotations.NullMarked;
