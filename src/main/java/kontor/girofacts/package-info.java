/**
 * What the files of Bankgirot say, record by record, and what of it was told before. A fact has a
 * digest of what its record says, not of the bytes of its file, and counts once: the same told
 * again, under whatever name or number, is no news, and a file that was read half before a crash
 * goes on behind its own facts. What cannot be applied with certainty is a case and no fact.
 *
 * <p>Tables: {@code autogiro_facts}. Decision 0078.
 */
@NullMarked
package kontor.girofacts;

import org.jspecify.annotations.NullMarked;
