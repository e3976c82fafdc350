/**
 * How this Kontor is set up: every setting with its meaning, what stands in it, and the whole as
 * one {@link kontor.config.Config}. A setting is an environment variable; one that cannot be used
 * keeps Kontor from starting, and all of them are named at once.
 *
 * <p>A new setting is a constant of {@link kontor.config.Setting}, a form of {@code Values} where
 * there is none yet, and a member of what it is about: {@code Reached} (port, proxies), {@code
 * Storage} (folders, database, keys, how long things stay), {@code PeopleSettings} (sessions,
 * mail).
 *
 * <p>No tables.
 */
@NullMarked
package kontor.config;

import org.jspecify.annotations.NullMarked;
