/**
 * The words of the API, without its transport: JSON and its faults of shape, JSON Patch, pages,
 * references to resources, amounts, names, addresses, numbers, dates. A form of a page, a row of a
 * CSV file and a JSON body are read by the same code; nothing here knows a request or a server.
 *
 * <p>Standards: RFC 8259 (JSON), RFC 6902 (JSON Patch, a subset).
 */
@NullMarked
package kontor.wire;

import org.jspecify.annotations.NullMarked;
