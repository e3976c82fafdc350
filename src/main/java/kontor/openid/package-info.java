/**
 * Signing in by an OpenID provider that whoever runs this Kontor has set: one for the installation.
 * The provider says who somebody is; which identity of ours that is, only its holder has said, by
 * linking the two while signed in or while accepting an invitation. An e-mail address of the
 * provider proves nothing here and is not read.
 *
 * <pre>
 * errand:  begun in a browser -> came back to it within 10 minutes -> done, once
 * link:    made by its holder -> removed by its holder
 * </pre>
 *
 * <p>The provider is asked outside every transaction, with time-outs and limits of size, and it is
 * not believed more than its signature proves: {@link kontor.openid.IdTokens}.
 *
 * <p>Table, outside the tenants: {@code identity_links}. Standards: OpenID Connect Core 1.0 and
 * Discovery 1.0 (code flow), RFC 7636 (PKCE), RFC 9700 (security of OAuth), RFC 9207 (iss), RFC
 * 8176 (amr).
 */
@NullMarked
package kontor.openid;

import org.jspecify.annotations.NullMarked;
