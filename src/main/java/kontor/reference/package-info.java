/**
 * The reference of the API as pages: every operation with its prose, fields, answers and examples,
 * its request in four languages, and what each error code means. It is made of the OpenAPI document
 * of this server and knows nothing else of the API, so it cannot say anything else.
 *
 * <p>Open to everybody. Whole without script; with it, code follows what is typed and Try it sends
 * the request. Secrets are typed into fields that are in no form, so they never reach the server
 * but as the credentials of a request.
 *
 * <p>No tables.
 */
@NullMarked
package kontor.reference;

import org.jspecify.annotations.NullMarked;
