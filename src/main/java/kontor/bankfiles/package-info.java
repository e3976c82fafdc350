/**
 * The bytes of files to and from banks, for people: as they left or came, and where one payment
 * stands in them. It has no states and no tables of its own; it reads {@code instructions}, {@code
 * instruction_chunks}, {@code inbox_files} and {@code inbox_chunks}, a chunk at a time. A file
 * tells of every account in it, so it is for callers who are limited to none. Places are counted as
 * editors do: bytes from 0, lines from 1. In ISO 20022 XML a payment stands in an element, in a
 * file of Bankgirot in a line.
 *
 * <p>For reading, a file is printed with an element a line, whatever is in it, a part at a time
 * ({@link kontor.bankfiles.Excerpt}): only what is shown is held in memory.
 */
@NullMarked
package kontor.bankfiles;

import org.jspecify.annotations.NullMarked;
