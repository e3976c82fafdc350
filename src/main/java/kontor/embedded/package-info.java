/**
 * The PostgreSQL that comes with Kontor: unpacked at the first start, started as a process beside
 * Kontor, and stopped with it. It runs as an ordinary user, also where Kontor itself runs as root.
 *
 * <p>It has no tables; its files in the data folder are listed in {@link
 * kontor.embedded.EmbeddedPostgres}.
 */
@NullMarked
package kontor.embedded;

import org.jspecify.annotations.NullMarked;
