/**
 * Texts as the words by which people find what is called so: lower case, without accents and
 * punctuation. No tables, no states.
 */
@NullMarked
package kontor.plainwords;

import org.jspecify.annotations.NullMarked;
