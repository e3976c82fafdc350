/**
 * How the API shows what banks say of bookings: the JSON of what {@link kontor.bankwords} keeps,
 * and of one transaction among the several that an entry stands for. No rule and no table.
 */
@NullMarked
package kontor.entryviews;

import org.jspecify.annotations.NullMarked;
