/**
 * A simulated bank that behaves like one. It lives in a schema of its own ({@code testbank}) and in
 * transactions of its own, knows nothing of Kontor's payments, and is reached only through its
 * channel: it reads the real files it is sent and answers with real files.
 *
 * <p>A {@code pain.008} or {@code pain.001} is judged as it arrives and answered with a {@code
 * pain.002.001.10}. What was accepted is booked on its date: collections at 07:00, transfers at
 * 16:00, instant ones at once, at any hour, and then reported as settled. A transfer that comes
 * after 15:00 of its day, or for a day without banking, is made on the next bank day and answered
 * so. Magic parties ({@link kontor.testbank.Scenario}) are refused, wait, or come back two bank
 * days after booking, at 07:00. A transfer between accounts of this bank is booked on both. At
 * 18:00, every day, each account on which something was booked that day gets a {@code
 * camt.053.001.08} whose opening balance and entries give its closing balance; a day without
 * entries has no statement. The first statement is of the day before the instance was opened and
 * exists for every account, so that each has a balance. Hours are those of the account's own zone,
 * execution dates are bank days of its currency; what users post is booked on the calendar day they
 * name, weekends too, so that it never seems lost.
 *
 * <p>What waits - transfers accepted for the day, transfers held, what users posted - is reported
 * at the full hour after it became known by a {@code camt.052.001.08}: one per account and hour in
 * which something changed, with everything that no statement shows yet.
 *
 * <p>Whatever the bank has to do stands in its agenda with the moment it is due; a bank with an
 * empty agenda costs nothing, and after a stop everything is made up for in order.
 *
 * <p>Tables, all in schema {@code testbank}: {@code accounts}, {@code received_files}, {@code
 * outgoing_files}, {@code file_chunks}, {@code order_groups}, {@code orders}, {@code mandates},
 * {@code entries}, {@code agenda}. Standards: EPC016-06 and EPC222-07 for collections, EPC125-05
 * and EPC004-16 for transfers: dates, R-transactions and reason codes; ISO 20022 for the files.
 */
@NullMarked
package kontor.testbank;

import org.jspecify.annotations.NullMarked;
