/**
 * The files of Autogiro: what a payee sends to Bankgirot (mandates, collections, credits, changes)
 * and what Bankgirot answers (mandate advices, payment specifications, rejects, cancellations and
 * changes, mandates of internet banks, extracts of its registers), in the new and the old layout;
 * and BgMax, which ended on 27 November 2026 and is read as history.
 *
 * <p>Every line has 80 characters of ISO 8859-1. Where the fields of a record lie is data ({@code
 * tables/autogiro_records.csv}), the same for reading and writing; {@link
 * kontor.autogiro.RecordForm} says what its columns mean. What Bankgirot's codes mean is data too
 * ({@code tables/autogiro_codes.csv}, {@link kontor.autogiro.BankgirotCode}).
 *
 * <p>A file is one section or several of one kind, each with an opening record and, from Bankgirot,
 * an end record whose counts and sums must be those of the records between. A file that breaks a
 * rule is refused as a whole, with the line and the reason ({@link
 * kontor.autogiro.MalformedAutogiro}).
 *
 * <p>A file may be under a seal ({@code seals}), which is read as two records around the sections.
 *
 * <p>Reader and writer are pure (no clock, no database) and hold one line at a time. A reader calls
 * its handler while it reads, so the handler has taken a part of a file that turns out to be broken
 * at its end; callers undo that.
 *
 * <p>Standards: Bankgirot, Autogiro technical manual; decisions 0071, 0088.
 */
@NullMarked
package kontor.autogiro;

import org.jspecify.annotations.NullMarked;
