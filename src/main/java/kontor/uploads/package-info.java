/**
 * What arrives in bulk: a body or a file of many records, stored in chunks while it arrives,
 * counted and judged as a whole, and read again record by record. Never in memory as a whole.
 *
 * <p>Tables: {@code batch_pieces}. Standards: RFC 4180 (CSV), RFC 7578 (multipart).
 */
@NullMarked
package kontor.uploads;

import org.jspecify.annotations.NullMarked;
