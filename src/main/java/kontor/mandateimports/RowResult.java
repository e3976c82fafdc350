package kontor.mandateimports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.portfolios.RowOutcome;
import kontor.wire.Json;

/**
 * What became of one row of the file.
 *
 * @param index its place among the rows, from 0; the header does not count
 * @param line on which it begins, from 1
 * @param mandateId the mandate that it became, or that was there
 * @param faults JSON array of what is wrong with it
 */
public record RowResult(
        int index,
        long line,
        RowOutcome.Status status,
        Optional<UUID> mandateId,
        Optional<String> faults) {

    static RowResult of(RowOutcome outcome) {
        var json = Json.array();
        for (var fault : outcome.faults()) {
            json.addObject()
                    .put("column", fault.field())
                    .put("code", fault.code())
                    .put("error", fault.message());
        }
        return new RowResult(
                outcome.row().index(),
                outcome.row().line(),
                outcome.status(),
                outcome.mandateId(),
                json.isEmpty() ? Optional.empty() : Optional.of(Json.write(json)));
    }

    /** What is wrong with one cell, or with the row as a whole where no column is named. */
    public record Wrong(String column, String error, String code) {}

    public List<Wrong> wrong() {
        var wrong = new ArrayList<Wrong>();
        faults.map(Json::readOwn)
                .ifPresent(
                        all ->
                                all.forEach(
                                        one ->
                                                wrong.add(
                                                        new Wrong(
                                                                one.path("column").asText(),
                                                                one.path("error").asText(),
                                                                one.path("code").asText()))));
        return wrong;
    }

    /** MandateImportRow of the API. */
    ObjectNode view() {
        var view = Json.object().put("line", line).put("status", status.name());
        mandateId.ifPresent(id -> view.put("mandateId", id.toString()));
        faults.ifPresent(json -> view.set("errors", Json.readOwn(json)));
        return view;
    }
}
