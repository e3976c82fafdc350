/**
 * The seals that protect files to and from Bankgirot from changes on their way: a keyed digest over
 * what passes, in two records around it. A pure codec; who keeps the keys is the room {@code
 * sealkeys}.
 *
 * <p>Standard: HMAC-SHA256-128 (RFC 2104, FIPS 180-4) as Bankgirot's manual of seals has it
 * (Förändringsskydd med sigill, March 2014); decision 0088.
 */
@NullMarked
package kontor.seals;

import org.jspecify.annotations.NullMarked;
