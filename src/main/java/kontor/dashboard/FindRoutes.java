package kontor.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kontor.core.Use;
import kontor.db.Database;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.search.Hit;
import kontor.search.Search;

/** Finds what a text means, and goes there where it means one thing only. */
public final class FindRoutes {

    /** Where things have a page, by the plural words of the API. */
    private static final Map<String, String> PATHS =
            Map.ofEntries(
                    Map.entry("direct_debits", "/direct-debits/"),
                    Map.entry("credit_transfers", "/credit-transfers/"),
                    Map.entry("direct_debit_batches", "/direct-debit-batches/"),
                    Map.entry("credit_transfer_batches", "/credit-transfers-batches/"),
                    Map.entry("mandates", "/mandates/"),
                    Map.entry("counterparties", "/counterparties/"),
                    Map.entry("accounts", "/accounts/"),
                    Map.entry("transactions", "/transactions/"),
                    Map.entry("expected_transactions", "/expected-transactions/"),
                    Map.entry("users", "/users/"),
                    Map.entry("instructions", "/files/out/"));

    private final Pages pages;
    private final Database database;
    private final Search search;

    /**
     * @param database for requests
     */
    public FindRoutes(Pages pages, Database database, Search search) {
        this.pages = pages;
        this.database = database;
        this.search = search;
    }

    /** What the page shows. */
    public record View(String text, List<Found> found) {}

    /**
     * Something found.
     *
     * @param path empty where it has no page
     */
    public record Found(String path, String title, String kind, String matched) {}

    public void register(Routes routes) {
        routes.add(pages.route("/find", Use.of()).filters("q").by(this::find));
    }

    private Answer find(Call call) {
        String text = call.query().text("q").orElse("").strip();
        var hits = text.length() < 2 || text.length() > 255 ? List.<Hit>of() : hits(call, text);
        var only = hits.size() == 1 ? path(hits.getFirst()) : Optional.<String>empty();
        if (only.isPresent()) {
            return Pages.goTo(only.get());
        }
        var found = hits.stream().map(FindRoutes::found).toList();
        return pages.show(
                pages.frame(call, Section.HOME, "Find"),
                "dashboard/find.jte",
                new View(text, found));
    }

    private List<Hit> hits(Call call, String text) {
        var caller = call.caller();
        return database.read(caller.organization(), tx -> search.find(tx, caller, text));
    }

    private static Optional<String> path(Hit hit) {
        return Optional.ofNullable(PATHS.get(hit.resource())).map(path -> path + hit.id());
    }

    private static Found found(Hit hit) {
        return new Found(
                path(hit).orElse(""),
                hit.title(),
                Figures.word(hit.resource()),
                matched(hit.matched()));
    }

    /** What of it is the text, at the end of a sentence. */
    private static String matched(Hit.Matched matched) {
        return switch (matched) {
            case IBAN -> "IBAN";
            case ID, END_TO_END_ID, EXTERNAL_ID, REQUEST_ID, MESSAGE_ID, AMOUNT, REFERENCE, NAME ->
                    matched.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
