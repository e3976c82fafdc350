/**
 * Exchange rates that an organization has stored, each for a pair of currencies and a day; Kontor
 * fetches none by itself. By them the amounts of approval chains are compared with payments in
 * other currencies.
 *
 * <p>A rate is made once and replaced by a new one for the same pair and day. Table: {@code
 * exchange_rates}. Standard: ISO 4217 (currencies).
 */
@NullMarked
package kontor.exchangerates;

import org.jspecify.annotations.NullMarked;
