/**
 * The OpenAPI 3.1 document of this server: operations as the routes declare them, schemas and words
 * from {@code resources/openapi}. Names of schemas are those of the published files where they have
 * one; {@code XList} is a page of {@code X} and needs no definition.
 */
@NullMarked
package kontor.openapi;

import org.jspecify.annotations.NullMarked;
