/**
 * By what a booking and what explains it know each other: references as they are compared, what a
 * person chooses to attach, and what a person said does not belong together.
 *
 * <p>Tables: {@code refused_matches}. Standards: ISO 11649 (RF references).
 */
@NullMarked
package kontor.matchmarks;

import org.jspecify.annotations.NullMarked;
