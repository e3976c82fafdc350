/**
 * The reference of the API as pages: every operation with its prose, fields, answers and examples,
 * its request in four languages, the guides, what each error code means, and a search over all of
 * it. Operations are made of the OpenAPI document of this server and of nothing else, so they
 * cannot say anything else; guides come from {@link kontor.guides}.
 *
 * <p>Open to everybody. Whole without script; with it, code follows what is typed, Try it sends
 * requests, and the search needs no network. Secrets are typed into fields that are in no form, so
 * they never reach the server but as the credentials of a request.
 *
 * <p>No tables.
 */
@NullMarked
package kontor.reference;

import org.jspecify.annotations.NullMarked;
