/**
 * Mandates: a payer's consent that money may be collected from an account.
 *
 * <pre>
 * CREATED -> SENT -> ACCEPTED -> ACTIVE        an SDD mandate travels with its first collection
 * any of these -> FAILED                        MD01, MD07
 * any of these -> CANCELLED                     :cancel with nothing in flight; lapsed after 36 months
 * any of these -> PENDING_CANCELLATION -> CANCELLED    :cancel while a collection is in flight
 * </pre>
 *
 * <p>A live SEPA mandate may be changed. The values that the bank last accepted stay with it
 * ({@link kontor.mandates.BankMandateState}); collections carry the old values of the difference as
 * an amendment. Of an AUTOGIRO mandate only the payer number is told to Bankgirot, by an order of
 * its own; until the answer nothing is collected.
 *
 * <p>Table: {@code mandates}. Standards: EPC016-06 (SDD Core rulebook) and EPC222-07 (SDD B2B) for
 * references, dormancy and creditor identifiers; Bankgirot's Autogiro manual for payer numbers.
 */
@NullMarked
package kontor.mandates;

import org.jspecify.annotations.NullMarked;
