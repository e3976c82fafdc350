/**
 * The channel that exchanges files with a bank through folders, for a bank's own transfer client or
 * a mounted share. Each organization has a folder named by its id, so that none reads what a bank
 * has for another; below it, in the folder that a connection's address names:
 *
 * <pre>
 * out      whole files for the bank, which may take them away at any time
 * staging  files being made ready, each under its name and the number of the attempt
 * sent     the bytes again of each file that was whole once and may have left; an older one is an
 *          empty mark ({@link kontor.folders.FolderRetention})
 * revoked  files of attempts that were withdrawn before they could leave
 * in       files from the bank, which must move them in whole and under names not waiting yet;
 *          names that begin with a dot or end in .part are not looked at
 * done     files from the bank that Kontor has stored
 * refused  what lay in {@code in} and was no file to be taken, as it was and unread
 *
 * an attempt:  staged -> marked -> allowed (by the lease) -> read back -> moved to out -> read back
 * withdrawn:   staged -> revoked    by who takes over; whoever was frozen finds nothing to move
 * </pre>
 *
 * <p>Both end in one step of the file system that takes the file from {@code staging}, so exactly
 * one of them happens ({@link kontor.folders.Outbox}). Nothing there is reached through a link, not
 * even the folder of all, nothing is overwritten, and what Kontor makes is its user's alone.
 * Whoever may write into {@code in} is no friend for certain: what lies there is judged by what the
 * file system tells of it before anything is opened ({@link kontor.folders.Entry}). The folder of
 * all organizations is known to its database ({@link kontor.folders.FolderIdentity}), that of a
 * connection says whose it is and whether payments in it are real ({@link kontor.folders.Owners}).
 *
 * <p>Tables: {@code bank_folder}.
 */
@NullMarked
package kontor.folders;

import org.jspecify.annotations.NullMarked;
