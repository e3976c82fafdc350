/**
 * Lists as files that a person keeps: CSV (RFC 4180, UTF-8 with a byte order mark, since
 * spreadsheets take it for another character set without) of any size, written page by page while
 * it is sent.
 *
 * <p>A page is read in a transaction of its own, so no connection waits for a slow reader; what
 * changes meanwhile is in the file as it was when its page was read. No tables, no states.
 */
@NullMarked
package kontor.exports;

import org.jspecify.annotations.NullMarked;
