/**
 * Who works when for which line: each connection of an organization by itself, so that a bank that
 * is slow or hangs, or a file that is huge, keeps no other waiting, of whomever.
 *
 * <p>Every node looks once a second over all organizations at once ({@link
 * kontor.lines.WatchedTable}): at how far their feeds are, which files wait, what the test bank has
 * to do. Only an organization whose feed has moved is asked what is due; only a line with something
 * to do gets a worker ({@link kontor.lines.Lines}). Channels to banks outside are asked for files
 * without the database ({@link kontor.lines.Listeners}). What is done in a round is known to the
 * room of banks, which also sees to it that one node at a time does it.
 *
 * <pre>
 * line:  idle -> working -> idle | failing | left to another node
 *        failing -> working               after a pause that grows, or for a new reason
 *        any -> hanging -> as before      a call is not answered; nothing more until it is
 * </pre>
 *
 * <p>All of it is in the memory of the node: after a start every organization is asked once. Pauses
 * and limits go by a clock that nobody sets ({@link System#nanoTime}).
 *
 * <p>It has no tables.
 */
@NullMarked
package kontor.lines;

import org.jspecify.annotations.NullMarked;
