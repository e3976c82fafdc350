/**
 * The legal entities of an organization: who holds accounts and collects direct debits, under a
 * SEPA creditor identifier and a customer number at Bankgirot.
 *
 * <p>A request for an entity that exists already returns that one: the same national identifier,
 * or, where the request gives none, the same legal name under the same parent ({@link
 * kontor.entities.EntityEquivalence}). The row of a deleted entity stays, so that its id is
 * answered with 410.
 *
 * <pre>
 * entity:   live -> deleted          only without accounts, subsidiaries and uses in other rooms
 * </pre>
 *
 * <p>Table: {@code entities}. Standard: EPC262-08 (creditor identifier).
 */
@NullMarked
package kontor.entities;

import org.jspecify.annotations.NullMarked;
