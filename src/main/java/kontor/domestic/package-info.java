/**
 * Account numbers as each country writes them, in the one form in which Kontor keeps, shows and
 * sends them, and the check digits that are inside them: {@link kontor.domestic.DomesticNumber},
 * {@link kontor.domestic.SwedishAccount}, {@link kontor.domestic.NationalCheck}, and the sums that
 * several kinds of number share.
 *
 * <p>Decision {@code docs/decisions/0081-one-form-of-a-number.md} says what is the one form and
 * what becomes of older rows.
 *
 * <p>No tables in the database; {@code resources/tables/se_clearing.csv}. Standards: Bankgirot's
 * list of Swedish account forms, the BBAN structures of the SWIFT IBAN registry (ISO 13616), ISO
 * 7064 and ISO/IEC 7812 (check digits), the national rules named at {@link
 * kontor.domestic.NationalCheck}.
 */
@NullMarked
package kontor.domestic;

import org.jspecify.annotations.NullMarked;
