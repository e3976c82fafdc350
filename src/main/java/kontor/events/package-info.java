/**
 * What happened, once and in order: one append-only feed of events per organization, each event
 * linked to the one before it by a SHA-256 digest. The feed is the audit log, and it is what others
 * read to react to changes: positions have no gaps and follow the order of commits, so a reader
 * only keeps its position.
 *
 * <p>An event never changes. Its payload (snapshot, message, details) may be erased; its digest
 * stays, so that the chain can still be checked ({@link kontor.events.FeedProof}).
 *
 * <p>Tables: {@code feeds} (the end of each feed, locked while events are appended), {@code
 * events}.
 */
@NullMarked
package kontor.events;

import org.jspecify.annotations.NullMarked;
