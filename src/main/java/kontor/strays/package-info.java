/**
 * What lies where a bank puts its files and is none to be read: a link, a folder, a pipe, a file
 * that is too large or that nobody may read, a name that is no text. Whoever may write there is no
 * friend for certain. Each is told once, by a case, and put aside by itself; files beside it are
 * taken all the same.
 *
 * <p>It has no table: a case is found again by its fingerprint.
 */
@NullMarked
package kontor.strays;

import org.jspecify.annotations.NullMarked;
