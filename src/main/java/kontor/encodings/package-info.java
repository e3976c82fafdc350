/**
 * Bytes as text, one text for the same bytes. Decoders that are kind take many: with padding or
 * without, with other characters between, with bits at the end that mean nothing. What proves who
 * somebody is must have one spelling, or a list of what was seen or ended can be walked around.
 *
 * <p>And their SHA-256, which stands for them.
 *
 * <p>Tables: none. Standards: RFC 4648, sections 3.2, 3.5 and 5; FIPS 180-4.
 */
@NullMarked
package kontor.encodings;

import org.jspecify.annotations.NullMarked;
