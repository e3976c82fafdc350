/**
 * A file to or from a bank as people read it, with one payment marked, and its exact bytes.
 *
 * <p>A roof room: it asks {@link kontor.bankfiles} with the caller. A file tells of every account
 * in it, so its pages are for roles that are limited to none. A download is told to the security
 * log.
 */
@NullMarked
package kontor.messagepages;

import org.jspecify.annotations.NullMarked;
