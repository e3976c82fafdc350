package kontor.charts;

import java.util.List;

/**
 * The size of a picture and the room inside its axes, in units of the picture.
 *
 * @param dates how many dates have room under it, and {@code days} under bars
 */
record Paper(int width, int height, int dates, int days) {

    static final int LEFT = 44;
    static final int TOP = 10;
    private static final int RIGHT = 12;
    private static final int FOOT = 24;

    static final Paper WIDE = new Paper(760, 210, 4, 14);
    static final Paper SLIM = new Paper(340, 180, 3, 5);

    /** Between the axes, as {@link #deep}. */
    int broad() {
        return width - LEFT - RIGHT;
    }

    int deep() {
        return height - TOP - FOOT;
    }

    int right() {
        return width - RIGHT;
    }

    int bottom() {
        return height - FOOT;
    }

    /** Where the dates stand. */
    int datesY() {
        return height - 6;
    }

    List<Line> lines(Scale scale) {
        return scale.lines().stream()
                .map(
                        figure -> {
                            int y = TOP + scale.below(figure, deep());
                            return new Line(y, y + 4, scale.label(figure));
                        })
                .toList();
    }
}
