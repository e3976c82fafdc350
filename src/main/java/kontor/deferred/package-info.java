/**
 * What work needs that is done after its request was answered: in whose name, with which rights,
 * and two slices of it at a time. No tables, no states.
 */
@NullMarked
package kontor.deferred;

import org.jspecify.annotations.NullMarked;
