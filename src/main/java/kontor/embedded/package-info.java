/**
 * The PostgreSQL that comes with Kontor: unpacked, started beside it, and ended with it; as an
 * ordinary user, also where Kontor itself runs as root.
 */
@NullMarked
package kontor.embedded;

import org.jspecify.annotations.NullMarked;
