package kontor.charts;

import java.util.ArrayList;
import java.util.List;

/** Parts of a whole, around a circle of which the length is 1,000. */
public record Ring(List<Arc> arcs, String description) {

    /** The length of the circle. */
    private static final int WHOLE = 1_000;

    /**
     * A part.
     *
     * @param style its class in the style sheet
     */
    public record Part(String style, long count, String word) {}

    /**
     * A part of the circle.
     *
     * @param dashes its length and the rest, as SVG wants them
     * @param offset where it begins, counted backwards
     */
    public record Arc(String style, String dashes, String offset, String title) {}

    /** The parts in their order; those without anything are left out. */
    public static Ring of(List<Part> parts) {
        long all = parts.stream().mapToLong(Part::count).sum();
        var arcs = new ArrayList<Arc>();
        var words = new ArrayList<String>();
        long before = 0;
        for (var part : parts) {
            words.add(part.count() + " " + part.word());
            if (part.count() > 0) {
                long begin = before * WHOLE / all;
                long length = Math.max(4, (before + part.count()) * WHOLE / all - begin);
                arcs.add(
                        new Arc(
                                part.style(),
                                length + " " + (WHOLE - Math.min(WHOLE, length)),
                                Long.toString(-begin),
                                part.word() + ": " + part.count()));
            }
            before += part.count();
        }
        return new Ring(arcs, String.join(", ", words));
    }
}
