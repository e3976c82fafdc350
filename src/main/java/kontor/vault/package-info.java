/**
 * Encrypts what must not be read by whoever reads the database or a backup of it: the private keys
 * that sign, and the secrets of the installation. The master key comes from outside the database: a
 * setting, or a file of mode 600 (decision 0033).
 *
 * <p>A sealed text names the master key that it needs. It is bound to its row, so that it opens
 * nowhere else. Of several master keys the first seals and all open, so that they can be changed
 * one after the other.
 *
 * <pre>
 * secret:  plain (of an earlier version) -> sealed -> sealed anew with another master key
 * </pre>
 *
 * <p>Tables: {@code installation_secrets}; {@code signing_keys} of {@code signin}, which are sealed
 * anew here. Standard: AES-256 in GCM (NIST SP 800-38D), of the JDK.
 */
@NullMarked
package kontor.vault;

import org.jspecify.annotations.NullMarked;
