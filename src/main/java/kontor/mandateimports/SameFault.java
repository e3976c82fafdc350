package kontor.mandateimports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.wire.Json;

/**
 * What is wrong with many rows in the same words: one mistake of whoever made the file.
 *
 * @param rows in how many
 * @param lines of the first of them
 */
public record SameFault(RowResult.Wrong wrong, long rows, List<Long> lines) {

    /** So many lines of each are told. */
    static final int LINES = 10;

    /** So many different ones are told; a file with more has one mistake in each row. */
    static final int MOST = 100;

    public SameFault {
        lines = List.copyOf(lines);
    }

    /** MandateImportFault of the API. */
    ObjectNode view() {
        var view =
                Json.object()
                        .put("column", wrong.column())
                        .put("code", wrong.code())
                        .put("error", wrong.error())
                        .put("rows", rows);
        var first = view.putArray("lines");
        lines.forEach(first::add);
        return view;
    }
}
