package kontor.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.warnings.Warning;
import kontor.wire.Json;

/**
 * What became of one record.
 *
 * @param line the line of a CSV file on which a faulty record begins, from 1; 0 where there are no
 *     lines
 * @param faults JSON array of ErrorDetails
 * @param warnings about the payment, as far as the one who asks may see them
 */
public record BatchResult(
        int recordIndex,
        long line,
        Optional<UUID> paymentId,
        boolean skipped,
        Optional<String> faults,
        List<Warning> warnings) {

    static BatchResult faulty(int index, long line, boolean skipped, List<Fault> faults) {
        return new BatchResult(
                index, line, Optional.empty(), skipped, Optional.of(details(faults)), List.of());
    }

    BatchResult with(Map<UUID, List<Warning>> known) {
        var told = paymentId.map(known::get).orElse(List.of());
        return new BatchResult(recordIndex, line, paymentId, skipped, faults, told);
    }

    /** ErrorDetails; the API's examples say {@code message} where its schema says {@code error}. */
    static String details(List<Fault> faults) {
        var details = Json.array();
        for (Fault fault : faults) {
            details.addObject()
                    .put("code", fault.code())
                    .put("error", fault.message())
                    .put("message", fault.message())
                    .put("field", fault.field());
        }
        return Json.write(details);
    }

    /**
     * The errors of a batch: its own, then those of its records, {@code most} of all; empty where
     * there are none.
     */
    static Optional<String> errors(List<Fault> own, List<BatchResult> faulty, int most) {
        var errors = (ArrayNode) Json.readOwn(details(own));
        for (BatchResult result : faulty) {
            for (JsonNode detail : Json.readOwn(result.faults.orElse("[]"))) {
                if (errors.size() < most) {
                    errors.add(detail);
                }
            }
        }
        return errors.isEmpty() ? Optional.empty() : Optional.of(Json.write(errors));
    }

    /** BatchResult of the API. */
    public ObjectNode view() {
        var view = Json.object();
        paymentId.ifPresent(id -> view.put("paymentId", id.toString()));
        if (!warnings.isEmpty()) {
            var told = view.putArray("warnings");
            warnings.forEach(one -> told.add(one.view()));
        }
        faults.ifPresent(json -> view.set("errors", Json.readOwn(json)));
        if (skipped) {
            view.put("skipped", true);
        }
        view.put("recordIndex", recordIndex);
        if (line > 0) {
            view.put("line", line);
        }
        return view;
    }
}
