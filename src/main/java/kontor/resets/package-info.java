/**
 * How people get back in who forgot their password, and how they show that an address is theirs.
 * Both go by a link that is mailed to the address, or, for a password, one that an operator makes.
 *
 * <pre>
 * link:  made -> used       once
 *        made -> worthless  after an hour (reset) or a day (confirmation); by any change of the
 *                           password; by another address of the identity (reset)
 * </pre>
 *
 * <p>A reset is mailed only to an address that the identity itself confirmed. Asking for one writes
 * the same row, whoever has the address and whether anybody has: a job looks later, so the answer
 * tells nothing, not even by its time. At most three mails an hour go to one address, each good for
 * an hour: whoever asks again and again keeps nobody from a link that works.
 *
 * <p>In a sandbox without a mail server its owners read the mails. Such a link is good only while
 * the identity belongs to that sandbox and to nothing else.
 *
 * <p>Tables, outside the tenants: {@code mailed_links} (digests of tokens only), {@code
 * forgotten_passwords}; it reads {@code identities}, {@code memberships} and {@code organizations}.
 * Decision 0048.
 */
@NullMarked
package kontor.resets;

import org.jspecify.annotations.NullMarked;
