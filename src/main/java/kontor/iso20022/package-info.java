/**
 * Readers and writers for the ISO 20022 messages that Kontor and a bank exchange as files, with
 * their content as plain values. Kontor sends collections ({@code pain.008.001.08}) and credit
 * transfers ({@code pain.001.001.09}); it receives status reports ({@code pain.002.001.10}) and
 * account reports, statements and notifications ({@code camt.052/053/054.001.08}). The other
 * direction of each is here too, for the simulated bank.
 *
 * <p>Element lists follow the ISO 20022 schemas of these versions, their use in SEPA the EPC
 * customer-to-bank guidelines (EPC130-08, EPC132-08). Writers write exactly one version. Readers
 * ignore namespaces and element order and so take the .02 generation up to .13; what they cannot
 * take they refuse with a {@link kontor.xml.MalformedMessage} that says where.
 *
 * <p>Readers and writers are pure (no clock, no database) and work on streams: never a whole file
 * is held in memory, only one transaction of it. A reader calls its handler while it reads, so the
 * handler has taken a part of a file that turns out to be broken at its end; callers undo that, for
 * instance by a rollback.
 */
@NullMarked
package kontor.iso20022;

import org.jspecify.annotations.NullMarked;
