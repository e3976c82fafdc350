/**
 * Mandate imports: a portfolio of mandates that was collected under elsewhere moves in, with its
 * counterparties and their accounts, as one CSV file.
 *
 * <pre>
 * CREATED -> PROCESSING_STARTED -> COMPLETED      with what became of every row
 *                               -> FAILED         given up; what was imported stays
 * CREATED, PROCESSING_STARTED -> CANCELLED        what was imported stays
 * </pre>
 *
 * <p>The file is stored as it arrives and the request is answered at once; a worker of some node
 * takes it a slice of rows at a time, through the same doors as single requests. A slice commits
 * its mandates with the row that says it is done, so that a crash neither repeats nor loses one. A
 * row makes all of its counterparty, account and mandate, or nothing. A mandate that is there
 * already with the same account is told as EXISTING and left alone, so that a corrected file can be
 * sent again. A dry run does the same and takes it back.
 *
 * <p>Tables: {@code mandate_imports}, {@code mandate_import_slices}, {@code mandate_import_rows};
 * the file is in {@code batch_pieces} of the uploads room. What the columns mean and what is told
 * to banks of mandates that moved is in {@code docs/moving-in.md}. Standards: RFC 4180 (CSV),
 * EPC016-06 (amendments, dormancy), Bankgirot's Autogiro manual.
 */
@NullMarked
package kontor.mandateimports;

import org.jspecify.annotations.NullMarked;
