package kontor.charts;

/** A line across a picture, with the figure at its left end. */
public record Line(int y, int textY, String label) {}
