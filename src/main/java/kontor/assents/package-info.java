/**
 * Assents: approvals that a person signs with a passkey. An organization may demand them; then no
 * payment is approved without one, but by a program whose role a chain names.
 *
 * <p>What is signed is a {@link kontor.assents.Statement}: plain text that names the organization,
 * the user, and of each payment its id, version and step, the amount, the account and the holder
 * that the money goes to. The challenge of WebAuthn is its SHA-256. So the signature of the
 * authenticator is over what the person saw, and whoever has statement, answer and public key can
 * check that without Kontor, years later.
 *
 * <pre>
 * challenge:  asked -> answered    once, by a passkey of the user, within five minutes
 *             asked -> over        after that, or when ten younger ones wait
 * </pre>
 *
 * <p>An answered challenge serves each step that it names once: the version that it names is gone
 * after that. It is judged in the transaction of the decision, after everything else that would
 * refuse it.
 *
 * <p>Tables: {@code approval_challenges}, {@code approval_proofs}. Standard: Web Authentication,
 * level 3 (W3C). Why so: decision 0070.
 */
@NullMarked
package kontor.assents;

import org.jspecify.annotations.NullMarked;
