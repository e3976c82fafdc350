/**
 * What several organizations use at once, and which part of it each may have: connections of the
 * database, workers of batches, places for uploads, checks of the feed, requests. One mechanism for
 * all of it, {@link kontor.shares.Shares}; which thing has how many places is said where the thing
 * is. Bytes of memory are shared in {@code http}, since they are no places; those on disks are
 * {@link kontor.shares.Stored}.
 *
 * <p>Decision 0032 says which things are shared, and why so.
 */
@NullMarked
package kontor.shares;

import org.jspecify.annotations.NullMarked;
