/**
 * Folders that must take files: made for Kontor's user alone, tried within a limit before anything
 * stands on them, and spoken of in one sentence when they take none. It knows nobody but {@link
 * kontor.postgres.CannotStart}.
 */
@NullMarked
package kontor.disks;

import org.jspecify.annotations.NullMarked;
