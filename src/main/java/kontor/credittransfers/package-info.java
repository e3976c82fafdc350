/**
 * Credit transfers: money paid from an own account to a counterparty's or to another own account.
 *
 * <p>Statuses and the ways between them are those of the payments room. What each scheme asks for
 * stands as data in {@code tables/credit_transfer_schemes.csv}; {@code
 * docs/rails/credit-transfers.md} tells it in words.
 *
 * <p>Table: {@code credit_transfers}. Standards: EPC125-05 and EPC004-16 (SEPA Credit Transfer
 * rulebooks), EPC132-08 (implementation guidelines) for what goes into a pain.001; ISO 11649 (RF).
 */
@NullMarked
package kontor.credittransfers;

import org.jspecify.annotations.NullMarked;
