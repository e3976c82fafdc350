/**
 * What a browser carries from one step of signing in to the next: which challenge it was given, for
 * what, until when. A ticket is signed and not stored, so that strangers who ask for many fill
 * nothing; any node reads it. What must happen once is spent: only then a row is written.
 *
 * <pre>
 * ticket:  issued -> spent    once, by whoever shows it first at any node
 *          issued -> over     after its time
 * </pre>
 *
 * <p>Table, outside the tenants: {@code spent_tickets}. Standard: RFC 2104 (HMAC).
 */
@NullMarked
package kontor.tickets;

import org.jspecify.annotations.NullMarked;
