/**
 * The ways to banks: which connections an organization has, which channel carries the files of
 * each, and in what its bank differs from others ({@link kontor.connections.BankProfile}: data, not
 * code). A new {@link kontor.connections.Channel} is joined in Wiring and changes nothing here: it
 * says its name, reads the address of a connection from the request and shows it.
 *
 * <p>Tables: {@code connections}.
 */
@NullMarked
package kontor.connections;

import org.jspecify.annotations.NullMarked;
