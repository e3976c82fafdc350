/**
 * People with a browser, as the server sees them: by the cookie of a session, and by forms that
 * must come from a page of ours.
 *
 * <p>A cookie is never a credential of the API, and a key opens no page. A browser sends cookies
 * also with requests that another site made it send, so a change is only taken where the browser
 * says that the page was ours (Fetch Metadata, Origin: RFC 6454) and where the form has the token
 * of the session.
 *
 * <p>Standards: RFC 6265 (cookies), the URL Standard of WHATWG (forms), Fetch Metadata Request
 * Headers (W3C).
 */
@NullMarked
package kontor.visits;

import org.jspecify.annotations.NullMarked;
