/**
 * Batches: many credit transfers or direct debits asked for at once, as JSON or as a file.
 *
 * <pre>
 * CREATED -> PROCESSING_STARTED -> COMPLETED        (a batch that failed is COMPLETED with errors)
 * </pre>
 *
 * <p>The input is stored as it arrives and answered at once; a worker of some node does the rest:
 * it validates every record, then makes the payments slice by slice through the same list-first
 * door as a single request, in the organization's lane. Each slice commits its payments with the
 * row that says it is done, so that a crash neither repeats nor loses one.
 *
 * <p>Tables: {@code batches}, {@code batch_pieces}, {@code batch_slices}, {@code batch_faults}.
 * What clients see stands in {@code docs/batches.md}.
 */
@NullMarked
package kontor.batches;

import org.jspecify.annotations.NullMarked;
