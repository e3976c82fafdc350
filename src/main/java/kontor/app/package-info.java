/** The roof: where Kontor is put together, set up and started. The only room that sees all. */
@NullMarked
package kontor.app;

import org.jspecify.annotations.NullMarked;
