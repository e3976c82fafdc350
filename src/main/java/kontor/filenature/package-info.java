/**
 * Tells by the first bytes what a file is that nobody here reads, in the words of whoever has to
 * get it right: "a ZIP archive", "MT940". It knows no room and opens nothing.
 */
@NullMarked
package kontor.filenature;

import org.jspecify.annotations.NullMarked;
