/**
 * Access to PostgreSQL: {@link kontor.db.Database} with its transactions ({@link kontor.db.Tx}),
 * {@link kontor.db.Lanes} that run requests in groups, locks between nodes, timeouts, and chunks of
 * files. Knows SQL and nothing about payments.
 *
 * <p>It has no tables: each belongs to the room that names it.
 */
@NullMarked
package kontor.db;

import org.jspecify.annotations.NullMarked;
