package kontor.batchpages;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import kontor.core.Currency;
import kontor.pages.Figures;
import kontor.pages.State;

/**
 * A batch as pages show it, from its view of the API.
 *
 * @param name of its file, or where there was none its external id or id
 * @param input how it came, in a sentence
 * @param sums of the payments it became, or of its records while it has not; with their currencies
 * @param dated the first and last day, as a person says them; may be empty
 * @param decided how far the last decision has come; empty where there is none
 */
public record BatchView(
        String id,
        String path,
        String name,
        String input,
        State state,
        boolean working,
        int records,
        int validated,
        int made,
        int faulty,
        List<String> sums,
        String dated,
        String created,
        String decided,
        Map<String, String> facts,
        Map<String, String> metadata,
        String version) {

    static BatchView of(JsonNode view, KindOfBatch<?> kind, ZoneId zone) {
        String id = view.path("id").asText();
        var input = view.path("inputContent");
        boolean done = view.path("status").asText().equals("COMPLETED");
        var results = view.path("resultSummary");
        int made = made(view, done);
        int faulty = results.path("failed").asInt() + results.path("skipped").asInt();
        var totals = view.path(done && made > 0 ? "resultDetails" : "inputDetails");
        return new BatchView(
                id,
                kind.path() + "/" + id,
                input.path("filename").asText(view.path("externalId").asText(id)),
                input(input, kind),
                state(view, made, faulty),
                !done || isCarried(view),
                input.path("recordCount").asInt(),
                view.path("progress").path("validated").asInt(),
                made,
                faulty,
                sums(totals),
                dated(totals),
                Figures.moment(Instant.parse(view.path("created").asText()), zone),
                decided(view),
                facts(view, input),
                metadata(view),
                view.path("version").asText());
    }

    private static int made(JsonNode view, boolean done) {
        return done
                ? view.path("resultSummary").path("succeeded").asInt()
                : view.path("progress").path("created").asInt();
    }

    private static String input(JsonNode input, KindOfBatch<?> kind) {
        String from = input.has("filename") ? input.path("filename").asText() : "a request";
        return Figures.counted(input.path("recordCount").asLong(), kind.one()) + " from " + from;
    }

    private static State state(JsonNode view, int made, int faulty) {
        String status = view.path("status").asText();
        if (!status.equals("COMPLETED")) {
            return State.of(State.Shape.HALF, status);
        }
        if (made == 0) {
            return State.of(State.Shape.FAILED, status).with("no payment was made");
        }
        var shape = State.of(State.Shape.FULL, status);
        return faulty == 0 ? shape : shape.with(Figures.count(faulty) + " skipped");
    }

    /** Whether a decision is on its way to the payments. */
    private static boolean isCarried(JsonNode view) {
        return view.path("approvalResults").path("status").asText().equals("PROCESSING_STARTED");
    }

    private static String decided(JsonNode view) {
        var results = view.path("approvalResults");
        if (results.isMissingNode()) {
            return "";
        }
        String verb =
                results.path("decision").asText().equals("REJECTED") ? "Rejected" : "Approved";
        int left = results.path("failed").asInt();
        return "%s: %s of %s%s"
                .formatted(
                        verb,
                        Figures.count(results.path("succeeded").asLong()),
                        Figures.count(results.path("total").asLong()),
                        left == 0
                                ? ""
                                : ", %s left as they are: decided before, or not by this person"
                                        .formatted(Figures.count(left)));
    }

    private static List<String> sums(JsonNode totals) {
        return StreamSupport.stream(totals.path("sums").spliterator(), false)
                .map(
                        sum -> {
                            var currency = Currency.known(sum.path("currency").asText());
                            var minor = new BigInteger(sum.path("value").asText());
                            return Figures.amount(minor, currency) + " " + currency.code();
                        })
                .toList();
    }

    private static String dated(JsonNode totals) {
        String from = totals.path("dateFrom").asText();
        String to = totals.path("dateTo").asText();
        return from.equals(to) ? from : from + " to " + to;
    }

    private static Map<String, String> facts(JsonNode view, JsonNode input) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Id", view.path("id").asText());
        if (view.has("externalId")) {
            facts.put("External id", view.path("externalId").asText());
        }
        facts.put("Approved", Figures.word(view.path("treatment").asText()));
        facts.put(
                "Faulty records",
                view.path("skipValidationErrors").asBoolean() ? "are skipped" : "fail the batch");
        facts.put("Content type", input.path("contentType").asText());
        facts.put("Size", Figures.count(input.path("size").asLong()) + " bytes");
        facts.put("Digest", input.path("checksum").asText());
        return facts;
    }

    private static Map<String, String> metadata(JsonNode view) {
        var metadata = new LinkedHashMap<String, String>();
        view.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return metadata;
    }

    public String recordCount() {
        return Figures.count(records);
    }

    public String madeCount() {
        return Figures.count(made);
    }

    /** The payments it became, like "1 payment". */
    public String madeCounted() {
        return Figures.counted(made, "payment");
    }

    public String faultyCount() {
        return Figures.count(faulty);
    }

    public String validatedCount() {
        return Figures.count(validated);
    }
}
