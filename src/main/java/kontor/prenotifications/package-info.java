/**
 * Pre-notification: the payer of a collection is told its amount and day beforehand, as the scheme
 * asks for it. Where an organization wants it, Kontor writes the mail; it is kept with the
 * collection.
 *
 * <pre>
 * collection APPROVED                         -> ANNOUNCED
 * its bank day is another one                 -> MOVED
 * rejected, or failed before it was collected -> CANCELLED
 * </pre>
 *
 * <p>SEPA: 14 days before, unless creditor and payer agreed on fewer (EPC016-06, 4.3.4 PT-04.03).
 * Autogiro: 8 weekdays before (Bankgirot, general conditions). What is told later is told all the
 * same, and {@code warnings} of the collection say so before it is approved.
 *
 * <p>A notice and its mail are rows written in the transaction of their cause, so there is one,
 * however many nodes there are; the outbox sends it afterwards (room {@code mail}).
 *
 * <p>Tables: {@code pre_notification_settings}, {@code pre_notifications}. Texts: {@code
 * tables/pre_notification_texts.csv}. Decision 0079.
 */
@NullMarked
package kontor.prenotifications;

import org.jspecify.annotations.NullMarked;
