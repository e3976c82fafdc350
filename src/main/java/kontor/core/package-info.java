/**
 * The values that all rooms share: {@link kontor.core.Money} and currencies, the bank days of
 * payment systems, ids, the {@link kontor.core.Caller} of a request, its {@link
 * kontor.core.Outcome} with {@link kontor.core.Refusal} or {@link kontor.core.Fault}, and the
 * reader of reference tables.
 *
 * <p>Nothing here knows HTTP, SQL or a bank, and nothing here has a table in the database.
 *
 * <p>Standards: ISO 4217 (currencies), ISO 3166-1 (countries), RFC 9562 (ids).
 */
@NullMarked
package kontor.core;

import org.jspecify.annotations.NullMarked;
