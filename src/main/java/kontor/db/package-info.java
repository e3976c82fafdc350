/** The ground: PostgreSQL, transactions, migrations. Knows SQL and nothing of payments. */
@NullMarked
package kontor.db;

import org.jspecify.annotations.NullMarked;
