/**
 * Old things go: the bytes of files that were sent, read or turned into payments, reports that were
 * applied, and the personal data of deleted counterparties. That they were there stays - rows,
 * digests, the chain of the feed (decision 24).
 *
 * <p>Work is done in steps ({@link kontor.retention.Step}), each a little at a time and each for
 * itself: one that fails keeps no other from being done.
 *
 * <p>Tables of other rooms that it empties: {@code instruction_chunks}, {@code inbox_chunks},
 * {@code status_reports}, {@code batch_pieces}, {@code brought_reports}; rows that it marks: {@code
 * instructions}, {@code inbox_files}, {@code batches}, {@code mandate_imports}, {@code
 * counterparties}, {@code external_accounts}, {@code pre_notifications}, {@code change_requests}.
 */
@NullMarked
package kontor.retention;

import org.jspecify.annotations.NullMarked;
