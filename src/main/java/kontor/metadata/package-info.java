/**
 * Metadata keys: which keys the metadata of an organization's resources may or must have, and with
 * which values. A key applies to what is created, or changed at that key, from then on.
 *
 * <pre>
 * live -> deleted     at any time; its name may be used again
 * </pre>
 *
 * <p>The rooms above call {@link kontor.metadata.MetadataRules} before their own checks. Every
 * transaction knows how many live keys there are, so an organization without keys costs no
 * statement.
 *
 * <p>Table: {@code metadata_keys}; how many there are stands in {@code organizations}.
 */
@NullMarked
package kontor.metadata;

import org.jspecify.annotations.NullMarked;
