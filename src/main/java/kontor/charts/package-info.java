/**
 * Pictures of figures, made on the server: where lines, bars and rings stand, in units of a
 * picture.
 *
 * <p>A picture is a record of whole numbers and texts; a template under {@code src/main/jte/charts}
 * writes it as SVG, with classes for colours. Each is drawn twice, wide and slim, so that its
 * letters stay readable on a phone. Money is never rounded but where it becomes a place on paper;
 * the exact figure stands in the mark over it. The room knows no door and has no tables.
 */
@NullMarked
package kontor.charts;

import org.jspecify.annotations.NullMarked;
