/**
 * What a notification (camt.054) adds to a transaction that a statement (camt.053) books without
 * saying so much: counterparty, references, reason of a return, the bank's words.
 *
 * <pre>
 * supplement   kept with the details that wait -> applied when its entry is booked, then gone
 * </pre>
 *
 * <p>Only an entry that is one transaction takes words of it. A batch booking stays one: it learns
 * at most that all of it came back. What the statement itself said of the transaction stays; what
 * the notification says otherwise opens a case. A transaction that learns something becomes its
 * next version, with an event; one that learns nothing stays as it is. Decision 0030.
 *
 * <p>Tables: {@code supplements}; of {@code transactions} the columns {@code description}, {@code
 * returned} and {@code facts}.
 */
@NullMarked
package kontor.supplements;

import org.jspecify.annotations.NullMarked;
