package kontor.charts;

/** A place of a picture that says its exact figure to whoever points at it. */
public record Mark(int x, int y, int width, int height, String title) {}
