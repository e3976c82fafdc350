/**
 * The ISO 20022 messages that Kontor and a bank exchange as files, as plain values: collections and
 * credit transfers out ({@code pain.008.001.08}, {@code pain.001.001.09}), status reports in
 * ({@code pain.002.001.10}), account reports, statements and notifications in ({@code
 * camt.052/053/054.001.08}). The other direction is here too, for the simulated bank.
 *
 * <p>Element lists follow the ISO 20022 schemas of these versions, their use in SEPA the EPC
 * customer-to-bank guidelines (EPC130-08, EPC132-08). Writers write exactly one version. Readers
 * ignore namespaces and element order and so take the .02 generation up to .13; what they cannot
 * take they refuse with a {@link kontor.iso20022.MalformedMessage} that says where.
 *
 * <p>All codecs are pure and stream: a file is never held as a whole, only one transaction of it. A
 * reader calls its handler while it reads, so a file found broken at its end has been partly
 * reported; callers keep what they are told in one database transaction.
 */
@NullMarked
package kontor.iso20022;

import org.jspecify.annotations.NullMarked;
