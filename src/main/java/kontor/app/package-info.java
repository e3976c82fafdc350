/** The roof: settings, command line and the one file that joins all rooms ({@link kontor.app.Wiring}). */
@NullMarked
package kontor.app;

import org.jspecify.annotations.NullMarked;
