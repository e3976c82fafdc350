/**
 * Batches: many credit transfers or direct debits sent in one request, as JSON or as a file.
 *
 * <pre>
 * CREATED -> PROCESSING_STARTED -> COMPLETED        (a batch that failed is COMPLETED with errors)
 * </pre>
 *
 * <p>The input is stored as it arrives and the request is answered at once; a worker of some node
 * does the rest. It validates every record, then makes the payments in slices of 500 through the
 * same list-first door as a single request, in the organization's lane. Each slice commits its
 * payments with the row that says it is done, so that a crash neither repeats nor loses one. A
 * decision about a completed batch (approval of a step, or rejection) is carried to its payments
 * the same way.
 *
 * <p>Tables: {@code batches}, {@code batch_slices} (payments and sums of each slice), {@code
 * batch_faults} (records that became no payment), {@code batch_decisions}; the input is in {@code
 * batch_pieces} of the uploads room. What clients see is described in {@code docs/batches.md};
 * files follow RFC 4180 (CSV) and RFC 8259 (JSON).
 */
@NullMarked
package kontor.batches;

import org.jspecify.annotations.NullMarked;
