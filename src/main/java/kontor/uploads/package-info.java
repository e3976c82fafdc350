/**
 * What arrives in bulk: a JSON body or a file of many records. It is stored in chunks while it
 * arrives, counted and checked as a whole, and read again record by record; it is never in memory
 * as a whole. The room knows no HTTP: a route gives it streams and the parts of a form ({@link
 * kontor.uploads.Arriving}).
 *
 * <p>Table: {@code batch_pieces}, the chunks of an input; an input that became no batch is deleted
 * from it at once, or a day later when its node died. Standards: RFC 4180 (CSV), RFC 7578
 * (multipart/form-data), RFC 8259 (JSON).
 */
@NullMarked
package kontor.uploads;

import org.jspecify.annotations.NullMarked;
