/**
 * The OpenAPI 3.1 document of this server. Its operations come from the routes, its schemas and
 * descriptions from {@code resources/openapi}. Schemas have the names of the published API where it
 * has them; {@code XList} is a page of {@code X} and needs no definition.
 *
 * <p>No tables. Standard: OpenAPI 3.1.
 */
@NullMarked
package kontor.openapi;

import org.jspecify.annotations.NullMarked;
