/**
 * Towards the banks: files out (instructions) and files in (inbox).
 *
 * <pre>
 * instruction:  PREPARED -> HANDING_OVER -> SENT | UNKNOWN      after a crash the channel is asked
 *               HANDING_OVER -> PREPARED                        surely absent, while it is paused
 *               UNKNOWN -> SENT | PREPARED                      the bank or an operator decides
 * inbox file:   RECEIVING -> RECEIVED -> PROCESSED | WAITING | QUARANTINED | DUPLICATE
 *               QUARANTINED -> RECEIVED                         read again by an operator
 * </pre>
 *
 * <p>A file is stored in chunks before its first byte leaves, and acknowledged only when durably
 * stored, so that a crash at any line neither loses nor repeats a payment. Channels are never
 * called inside a transaction. Work is handed out by connection, each to one worker at a time
 * ({@link kontor.banks.Turns}).
 *
 * <p>What is in a file is known to the rooms above: they write due payments ({@link
 * kontor.banks.PaymentSource}) and read files that are of their kind ({@link
 * kontor.banks.FileKind}). A new kind is joined in Wiring and changes nothing here.
 *
 * <p>Tables: {@code instructions}, {@code instruction_chunks}, {@code inbox_files}, {@code
 * inbox_chunks}.
 */
@NullMarked
package kontor.banks;

import org.jspecify.annotations.NullMarked;
