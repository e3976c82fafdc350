/**
 * The ways to banks: which connections an organization has, which channel carries the files of
 * each, and in what its bank differs from others ({@link kontor.connections.BankProfile}: data, not
 * code).
 *
 * <p>Tables: {@code connections}.
 */
@NullMarked
package kontor.connections;

import org.jspecify.annotations.NullMarked;
