package kontor.bankfiles;

import java.util.List;

/**
 * A line of a file as people read it: an element by itself, or with its text and its end.
 *
 * @param number counted from 1, as printed and not as the bank broke its lines
 * @param at where its first byte stands in the file, counted from 0
 * @param depth elements around it
 * @param isOpen the element that it begins ends on a later line
 */
public record PrintedLine(long number, long at, int depth, boolean isOpen, List<Part> parts) {

    /**
     * A part of a line.
     *
     * @param isMarkup a tag or a comment; else what it holds
     */
    public record Part(boolean isMarkup, String text) {}

    public PrintedLine {
        parts = List.copyOf(parts);
    }
}
