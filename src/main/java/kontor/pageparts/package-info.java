/**
 * What pages of several roof rooms show alike: the address of a list with what narrows it, and what
 * happened to a thing.
 *
 * <p>It has no tables and no states. Moments are told in the zone of the organization.
 */
@NullMarked
package kontor.pageparts;

import org.jspecify.annotations.NullMarked;
