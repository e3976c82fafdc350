/**
 * Open cases: what a bank told and what could not be applied with certainty. A case changes nothing
 * by itself; it waits until a person closes it with a note. Where its cause is gone for certain, it
 * closes by itself.
 *
 * <pre>
 * case   OPEN -> CLOSED   by a person, with a note; or by Kontor, when its cause is gone
 * </pre>
 *
 * <p>The same finding makes one case, however often it is found: its fingerprint is unique, also
 * after the case was closed.
 *
 * <p>Tables: {@code cases}.
 */
@NullMarked
package kontor.cases;

import org.jspecify.annotations.NullMarked;
