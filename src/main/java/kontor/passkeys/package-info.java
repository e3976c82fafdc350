/**
 * Passkeys: key pairs that an authenticator - a phone, a computer, a key of metal - makes for this
 * Kontor and uses only after it has recognized its holder, by a finger, a face or a PIN. Kontor
 * knows the public halves. So a passkey is two factors at once: something one has, and that.
 *
 * <pre>
 * passkey:  made -> used, again and again -> removed by its holder
 * </pre>
 *
 * <p>An authenticator signs a challenge that this Kontor drew, which is good once, for five
 * minutes, and in the browser that asked for it; it signs the origin of the page as well. A passkey
 * is bound to the name of this Kontor ({@link kontor.passkeys.RelyingParty}), so it cannot be used
 * on another page, and an IP address has none. Nothing is asked of the maker of an authenticator
 * (attestation): people choose their own.
 *
 * <p>Tables, outside the tenants: {@code passkey_holders}, {@code passkeys}. Standard: Web
 * Authentication, level 3 (W3C).
 */
@NullMarked
package kontor.passkeys;

import org.jspecify.annotations.NullMarked;
