package kontor.bankfiles;

import java.util.List;
import java.util.Optional;

/**
 * A part of a file as people read it.
 *
 * @param isReadable false where it is neither XML nor text, and has no lines
 * @param isFound a payment was looked for and stands in it
 * @param next the number of the line to go on from; empty at the end of the file
 */
public record Excerpt(boolean isReadable, boolean isFound, List<Row> rows, Optional<Long> next) {

    /**
     * A line, or lines that are left out.
     *
     * @param skipped how many are left out here; 0 for a line
     * @param isMarked it tells of the payment
     */
    public record Row(Optional<PrintedLine> line, long skipped, boolean isMarked) {}

    public Excerpt {
        rows = List.copyOf(rows);
    }
}
