package kontor.suggestions;

import static kontor.http.ErrorAnswers.orThrow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.expectations.ExpectedTransactions;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.reconciliation.RefusingMatches;
import kontor.resources.Resources;
import kontor.transactions.Transactions;
import kontor.wire.JsonFields;
import kontor.wire.Page;

/** Suggestions over HTTP, from both sides, and what a person says of them; Kontor's own. */
public final class SuggestionRoutes {

    private static final String TRANSACTION = "/financial-data/v2beta/transactions/{id}";
    private static final String EXPECTED = "/financial-data/v2beta/expected-transactions/{id}";
    private static final String LIST = "ReconciliationSuggestionList";

    private static final Use READ = Use.of("transactions:read", "reconciliation:read");
    private static final Use READ_EXPECTED =
            Use.of("expected_transactions:read", "transactions:read", "reconciliation:read");
    private static final Use REFUSE =
            Use.of("transactions:read", "transactions:update", "reconciliation:create");

    private final Resources resources;
    private final Suggestions suggestions;
    private final Transactions transactions;
    private final ExpectedTransactions expected;
    private final RefusingMatches refusing;

    public SuggestionRoutes(
            Resources resources,
            Suggestions suggestions,
            Transactions transactions,
            ExpectedTransactions expected,
            RefusingMatches refusing) {
        this.resources = resources;
        this.suggestions = suggestions;
        this.transactions = transactions;
        this.expected = expected;
        this.refusing = refusing;
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(TRANSACTION + "/suggestions")
                        .needs(READ)
                        .answers(200, LIST)
                        .by(this::ofTransaction));
        routes.add(
                Route.get(EXPECTED + "/suggestions")
                        .needs(READ_EXPECTED)
                        .externalIds()
                        .answers(200, LIST)
                        .by(this::ofExpected));
        routes.add(verb("refuse-suggestion", refusing.refuse));
        routes.add(verb("allow-suggestion", refusing.allow));
    }

    private Route verb(String name, Door<UUID> door) {
        return Route.post(TRANSACTION + ":" + name)
                .needs(REFUSE)
                .reads("RefuseSuggestionRequest")
                .answers(200, "Transaction")
                .by(call -> resources.change(call, door, transactable(call.json())));
    }

    /** RefuseSuggestionRequest of the API; what is no id finds nothing. */
    private static UUID transactable(JsonFields body) {
        String text = body.requiredText("transactableId", 1, 255);
        body.refuseFaults();
        return Ids.parse(text).orElse(new UUID(0, 0));
    }

    private Answer ofTransaction(Call call) {
        var id = call.id("id");
        return listed(
                call, orThrow(resources.read(call, tx -> ofTransaction(tx, call.caller(), id))));
    }

    private Outcome<List<ObjectNode>> ofTransaction(Tx tx, Caller caller, UUID id) {
        return transactions
                .find(tx, caller, id)
                .map(
                        one ->
                                suggestions
                                        .of(tx, caller, List.of(one))
                                        .getOrDefault(id, List.of())
                                        .stream()
                                        .map(Suggestion::view)
                                        .toList());
    }

    private Answer ofExpected(Call call) {
        var reference = call.reference("id");
        var caller = call.caller();
        return listed(
                call,
                orThrow(
                        resources.read(
                                call,
                                tx ->
                                        expected.find(tx, caller, reference)
                                                .map(one -> suggestions.of(tx, caller, one))
                                                .map(all -> views(caller.organization(), all)))));
    }

    private static List<ObjectNode> views(
            OrganizationId organization, List<Suggestions.Booked> all) {
        return all.stream()
                .map(one -> one.judged().view(List.of(view(organization, one))))
                .toList();
    }

    private static ObjectNode view(OrganizationId organization, Suggestions.Booked one) {
        var booked = one.booking();
        var shown = booked.view(organization);
        long sign = Long.signum(booked.amount().amountMinor());
        return Suggestion.Part.view(
                "TRANSACTION",
                booked.id(),
                shown.path("reference").asText(booked.description()),
                shown.at("/counterparty/name").asText(""),
                booked.date(),
                new Money(sign * booked.leftMinor(), booked.amount().currency()));
    }

    /** All there are: a few of each kind. */
    private static Answer listed(Call call, List<ObjectNode> all) {
        var page = call.page();
        var some = all.stream().limit(page.limit()).toList();
        return call.list(page, new Page<>(some, Optional.empty()), one -> one);
    }
}
