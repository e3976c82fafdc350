/**
 * What an organization wants to find in the metadata of its resources: keys that must be there, and
 * the values that they may have. A key binds what is created, or changed under it, from then on.
 *
 * <p>The rooms above ask {@link kontor.metadata.MetadataRules} before anything else; who has no
 * keys is not asked of the database.
 *
 * <p>Tables: {@code metadata_keys}.
 */
@NullMarked
package kontor.metadata;

import org.jspecify.annotations.NullMarked;
