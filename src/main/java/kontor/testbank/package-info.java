/**
 * A simulated bank. It has its own schema ({@code testbank}) and its own transactions, knows
 * nothing of Kontor's payments, and is reached only through its channel: it reads the real files
 * that it is sent and answers with real files.
 *
 * <pre>
 * order   refused at once
 *         accepted -> booked -> returned          two bank days later, or as a scenario says
 *         accepted -> refused                     on the morning of its day
 *         accepted -> held -> booked or refused   one bank day later
 * </pre>
 *
 * <p>Orders. A {@code pain.008} or {@code pain.001} is answered with a {@code pain.002.001.10} when
 * it arrives. Accepted orders are booked on their date: collections at 07:00, transfers at 16:00,
 * instant transfers at once and at any hour, and then reported as settled. A transfer that comes
 * after 15:00 of its day, or for a day that is no bank day, is executed on the next bank day, and
 * the answer says so. Orders with certain parties ({@link kontor.testbank.Scenario}) are refused,
 * held, or returned two bank days after booking, at 07:00. A transfer between accounts of this bank
 * is booked on both.
 *
 * <p>Statements. Every day at 18:00 each account on which something was booked that day gets a
 * {@code camt.053.001.08} whose opening balance and entries give its closing balance; a day without
 * entries has no statement. The first statement is of the day before the sandbox was opened and
 * exists for every account, so that each has a balance.
 *
 * <p>Intraday reports. Transfers accepted for the day, transfers held and what users posted are
 * reported at the full hour after that by a {@code camt.052.001.08}: one per account and hour in
 * which something changed, with everything that no statement shows yet.
 *
 * <p>Time. Orders are booked by the clock of Berlin; statements and reports follow the time zone of
 * the account. Execution dates are bank days of the account's currency. What users post is booked
 * on the calendar day that they name, also at a weekend. The schedule of the bank holds each action
 * with the time at which it is due; after a stop all actions that are due are done in order.
 *
 * <p>Tables, all in schema {@code testbank}: {@code accounts}, {@code received_files}, {@code
 * outgoing_files}, {@code file_chunks}, {@code order_groups}, {@code orders}, {@code mandates},
 * {@code entries}, {@code agenda}. Standards: EPC016-06 and EPC222-07 for collections, EPC125-05
 * and EPC004-16 for transfers: dates, R-transactions and reason codes; ISO 20022 for the files.
 */
@NullMarked
package kontor.testbank;

import org.jspecify.annotations.NullMarked;
