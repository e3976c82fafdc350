/**
 * Notices when the database holds another history than the one that Kontor has told others: bank
 * work stops then, until an operator has compared and decided.
 *
 * <pre>
 * hold:   (none) -> open                  found by a node, or wished by an operator
 *         open -> released                by an operator, who accepts the history as it is
 * </pre>
 *
 * <p>Two witnesses lie outside the database. Each node keeps in its data folder how far it told the
 * feed of every organization ({@link kontor.history.KeptPositions}); a channel keeps the names of
 * the files that left ({@link kontor.history.SentFiles}). What they know and the database lacks was
 * lost: by a restored backup, by a fail-over to a server that was behind, or by another database
 * altogether. A database that was put back knows payments as due that the bank has already; so
 * nothing leaves and nothing is fetched before somebody has decided ({@link
 * kontor.history.HistoryWatch}). Requests are answered meanwhile. A file that the bank has can be
 * adopted ({@link kontor.history.Adoption}).
 *
 * <p>Tables: {@code bank_holds} and {@code released_files} of an organization, {@code
 * installation_holds}. Reasons: decision 0028.
 */
@NullMarked
package kontor.history;

import org.jspecify.annotations.NullMarked;
