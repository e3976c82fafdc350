package kontor.mandatepapers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import kontor.events.Event;
import kontor.events.FeedPosition;
import kontor.mandates.Mandate;
import kontor.wire.Json;
import kontor.wire.Page;

/**
 * The history of a mandate as proof: what happened when and by whom, each collection with its file
 * and result, and where the feed can be checked. Its parts are read page by page.
 */
record MandateHistory(Mandate mandate, Creditor creditor, FeedPosition feed, Source source)
        implements Paper.Text {

    /** What is read while it is written. */
    interface Source {

        /** Events of the mandate, oldest first. */
        Page<Event> events(Optional<String> after);

        /** Its collections as the API shows them, newest first. */
        Page<? extends JsonNode> collections(Optional<String> after);

        /** Whether these are all its collections, and not those of some own accounts only. */
        boolean isWhole();

        /** Who did it, in words. */
        String who(String originator);
    }

    private static final int[] EVENT_WIDTHS = {22, 24, 20, 34, 8};
    private static final int[] COLLECTION_WIDTHS = {15, 14, 9, 20, 20, 22};

    @Override
    public void write(Sheet sheet) throws IOException {
        sheet.title("History of mandate " + mandate.mandateReference());
        sheet.facts(facts());
        sheet.heading("What happened");
        try (var rows =
                sheet.rows(
                        EVENT_WIDTHS, List.of("Time (UTC)", "Event", "By", "Details", "Place"))) {
            each(source::events, event -> rows.add(row(event)));
        }
        collections(sheet);
        try (var rows =
                sheet.rows(
                        COLLECTION_WIDTHS,
                        List.of("Due", "Amount", "Sequence", "Result", "Reason", "File"))) {
            each(source::collections, one -> rows.add(row(one)));
        }
        sheet.heading("How to check it");
        sheet.small(
                "Place is the number of the event in the feed of the organization, in which each"
                    + " event carries the digest (SHA-256) of the one before. When this was written"
                    + " the feed ended at "
                        + feed.position()
                        + " with the digest "
                        + HexFormat.of().formatHex(feed.digest())
                        + ". The same digest at that place proves that nothing before it was"
                        + " changed.");
    }

    private void collections(Sheet sheet) {
        sheet.heading("Collections");
        if (!source.isWhole()) {
            sheet.text(
                    "Only those of the accounts that whoever made this document may see; it is no"
                            + " proof of all.");
        }
    }

    private Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Mandate", mandate.id().toString());
        facts.put("Scheme", mandate.scheme().name());
        facts.put("Status", mandate.status().name());
        facts.put("Creditor", creditor.name() + ", " + mandate.creditorReference());
        var holder = Json.readOwn(mandate.sourceHolder());
        facts.put("Payer", holder.path("legalName").asText());
        var account = Json.readOwn(mandate.source());
        facts.put("Account", account.at("/identifiers/0/number").asText());
        mandate.signatureDate().ifPresent(day -> facts.put("Signed", day.toString()));
        mandate.lastCollection().ifPresent(day -> facts.put("Last collection", day.toString()));
        return facts;
    }

    private List<String> row(Event event) {
        String details = event.message().orElseGet(() -> facts(event));
        return List.of(
                time(event),
                event.name(),
                source.who(event.originator()),
                details,
                String.valueOf(event.position()));
    }

    private static String facts(Event event) {
        return event.facts().entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    /** In a sandbox whose clock was moved, with the day that it was at the bank. */
    private static String time(Event event) {
        String time = event.occurred().toString();
        return event.otherBankDate(ZoneOffset.UTC)
                .map(day -> time + ", at the bank " + day)
                .orElse(time);
    }

    private static List<String> row(JsonNode one) {
        var amount = one.path("amount");
        return List.of(
                one.path("effectiveDate").asText(one.path("date").asText()),
                amount.path("stringValue").asText() + " " + amount.path("currency").asText(),
                one.path("sequenceType").asText(""),
                one.path("status").asText(),
                one.at("/statusReason/code").asText("")
                        + " "
                        + one.at("/statusReason/description").asText(""),
                one.path("connectionInstructionId").asText(""));
    }

    private static <T> void each(
            Function<Optional<String>, Page<? extends T>> pages, Consumer<T> row) {
        var page = pages.apply(Optional.empty());
        page.items().forEach(row);
        while (page.next().isPresent()) {
            page = pages.apply(page.next());
            page.items().forEach(row);
        }
    }
}
