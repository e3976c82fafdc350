package kontor.batchpages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kontor.batches.BatchResult;
import kontor.mandateimports.RowResult;
import kontor.mandateimports.SameFault;
import kontor.pages.Figures;

/**
 * What is wrong with a record, one thing a row.
 *
 * @param place the line of a file as an editor counts it, or the number of the record, from 1
 * @param field of the record
 */
public record FaultyRow(String place, String field, String message, String code) {

    static List<FaultyRow> of(List<BatchResult> faulty) {
        var rows = new ArrayList<FaultyRow>();
        for (var one : faulty) {
            var view = one.view();
            String place =
                    view.has("line")
                            ? Figures.count(view.path("line").asLong())
                            : Figures.count(view.path("recordIndex").asLong() + 1);
            view.path("errors").forEach(error -> rows.add(row(place, error)));
        }
        return rows;
    }

    /** The same of many rows; the place is how many, and where the first are. */
    static List<FaultyRow> ofMany(List<SameFault> faults) {
        return faults.stream().filter(fault -> fault.rows() > 1).map(FaultyRow::ofMany).toList();
    }

    private static FaultyRow ofMany(SameFault fault) {
        String lines = fault.lines().stream().map(Figures::count).collect(Collectors.joining(", "));
        long more = fault.rows() - fault.lines().size();
        return new FaultyRow(
                more > 0 ? lines + " and " + Figures.count(more) + " more" : lines,
                fault.wrong().column(),
                fault.wrong().error(),
                fault.wrong().code());
    }

    static List<FaultyRow> ofImport(List<RowResult> faulty) {
        var rows = new ArrayList<FaultyRow>();
        for (var one : faulty) {
            String place = Figures.count(one.line());
            for (var wrong : one.wrong()) {
                rows.add(new FaultyRow(place, wrong.column(), wrong.error(), wrong.code()));
            }
        }
        return rows;
    }

    private static FaultyRow row(String place, JsonNode error) {
        // The API begins the path with the place of the record, which has a column of its own.
        String field =
                error.path("field").asText().replaceFirst("^(payments|file)[.][0-9]+[.]?", "");
        return new FaultyRow(
                place, field, error.path("message").asText(), error.path("code").asText());
    }
}
