/**
 * The OpenAPI document as somebody reads it: operations by resource, each with its fields, answers,
 * examples and error codes. Pages are made of it, and the search.
 *
 * <p>No tables. Standard: OpenAPI 3.1, JSON Schema 2020-12 as far as the document uses them.
 */
@NullMarked
package kontor.manual;

import org.jspecify.annotations.NullMarked;
