/**
 * What happened, once and in order: one append-only feed per organization, each event linked to the
 * one before by digest. The feed is audit chain and outbox in one; a reader needs only a cursor.
 *
 * <p>Tables: {@code feeds}, {@code events}.
 */
@NullMarked
package kontor.events;

import org.jspecify.annotations.NullMarked;
