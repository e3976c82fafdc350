/**
 * Texts of payments as they leave in files to banks: names, addresses and words in the letters that
 * a bank takes and in the length that a scheme carries. The one place that makes them also notes
 * what had to be changed, so that what is said of a payment before its approval is what its file
 * will hold.
 *
 * <p>No states and no tables. Standards: EPC217-08 (character set), through {@link
 * kontor.identifiers.SepaText}.
 */
@NullMarked
package kontor.banktexts;

import org.jspecify.annotations.NullMarked;
