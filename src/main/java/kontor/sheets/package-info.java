/**
 * Lines of CSV files (RFC 4180) for people who open them in a spreadsheet: what such a program
 * would calculate stays a text. No tables, no states.
 */
@NullMarked
package kontor.sheets;

import org.jspecify.annotations.NullMarked;
