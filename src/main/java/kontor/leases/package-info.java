/**
 * The right to work for something, e.g. for a connection to a bank, for one worker of all nodes at
 * a time ({@link kontor.leases.Leases}).
 *
 * <pre>
 * free -> held -> free        given back, or not renewed for ten seconds by the database's clock
 *         held -> lost        another took it meanwhile: whoever had it can change nothing any more
 * </pre>
 *
 * <p>A lock says who may begin; a lease also stops who went on too long. A process that was frozen
 * does not know that time has passed, so each change that a worker makes asks in its own
 * transaction whether the lease is still his ({@link kontor.leases.Lease#check}). What happens
 * outside the database carries a number of the lease, which only grows (a fencing number).
 *
 * <p>Tables: {@code leases}.
 */
@NullMarked
package kontor.leases;

import org.jspecify.annotations.NullMarked;
