/**
 * Mail to people. What is to be mailed is a row of the outbox, written in the transaction of its
 * cause: both are there, or neither. A job sends it from there at least once, always under the same
 * Message-ID, so that a mail server or a reader can tell a second one.
 *
 * <pre>
 * mail:  WAITING -> SENT        the mail server has taken it
 *        WAITING -> WAITING     not reached, or asked to wait: tried again, later each time
 *        WAITING -> GIVEN_UP    refused for good, out of date, or not taken for three days
 *        SHOWN                  in a sandbox without a mail server: for its owners to read
 * </pre>
 *
 * <p>The text holds links that let people in. So it is sealed at rest, and erased as soon as the
 * mail is SENT or GIVEN_UP. Nothing is sent inside a transaction.
 *
 * <p>Table, outside the tenants: {@code mails}. Standards: RFC 5321 (SMTP), RFC 3207 and 8314
 * (TLS), RFC 5322 and 2047 (form of a mail), RFC 3834 (Auto-Submitted). Decision 0047.
 */
@NullMarked
package kontor.mail;

import org.jspecify.annotations.NullMarked;
