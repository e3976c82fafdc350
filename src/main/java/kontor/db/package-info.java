/**
 * Access to PostgreSQL: {@link kontor.db.Database} with its transactions ({@link kontor.db.Tx}),
 * {@link kontor.db.Lanes} that run requests in groups, locks between nodes, timeouts, chunks of
 * files, and the migrations of the schema. Knows SQL and nothing about payments.
 *
 * <p>Tables: {@code schema_history} (Flyway's). Each other table belongs to the room that names it.
 */
@NullMarked
package kontor.db;

import org.jspecify.annotations.NullMarked;
