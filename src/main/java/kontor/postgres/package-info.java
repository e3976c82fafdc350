/**
 * What is to be known of a PostgreSQL server before there are transactions: how to reach it and how
 * long to wait for it ({@link kontor.postgres.Postgres}), whether it is fit, its schema, what its
 * failures mean, and how it is later ({@link kontor.postgres.Probe}). Whoever starts Kontor is told
 * in one sentence ({@link kontor.postgres.CannotStart}).
 *
 * <p>Tables: {@code schema_history} (Flyway's).
 *
 * <p>Standards: SQLSTATE codes, PostgreSQL's documentation, appendix A.
 */
@NullMarked
package kontor.postgres;

import org.jspecify.annotations.NullMarked;
