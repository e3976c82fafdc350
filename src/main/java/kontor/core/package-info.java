/**
 * The ground floor of Kontor: values that every room speaks - money, calendars, who calls, what
 * came out. Nothing here knows HTTP, SQL or a bank.
 */
@NullMarked
package kontor.core;

import org.jspecify.annotations.NullMarked;
