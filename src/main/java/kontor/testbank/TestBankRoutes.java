package kontor.testbank;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.changes.StoredAnswer;
import kontor.core.Fault;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.iso20022.OrderMessage;
import kontor.resources.Resources;
import kontor.wire.Json;

/** The test bank over HTTP: post transactions, move the clock, read the scenarios. */
public final class TestBankRoutes {

    private static final String LOGIN_HEADER = "X-Testbank-Authorization";

    private final Resources resources;
    private final Postings postings;
    private final ClockAdvance clock;
    private final List<TestBank.Told> clearing;

    /**
     * @param clearing what the clearing house behind the bank does with whom
     */
    public TestBankRoutes(
            Resources resources,
            AccountLookup accounts,
            ClockAdvance clock,
            List<TestBank.Told> clearing) {
        this.resources = resources;
        this.clearing = clearing;
        this.postings = new Postings(accounts);
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/v1/testbank/transactions")
                        .needs(Postings.CREATE)
                        .reads("CreateTestbankTransactionRequest")
                        .answers(201, "TestbankTransaction")
                        .by(this::create));
        routes.add(
                Route.get("/v1/testbank/scenarios")
                        .open()
                        .answers(200, "TestbankScenarios")
                        .by(_ -> scenarios()));
        routes.add(
                Route.get("/v1/testbank/clock")
                        .needs(Use.of())
                        .answers(200, "TestbankClock")
                        .by(this::clock));
        routes.add(
                Route.post("/v1/testbank/clock:advance")
                        .needs(ClockAdvance.ADVANCE)
                        .wholeOrganization()
                        .reads("AdvanceTestbankClockRequest")
                        .answers(200, "TestbankClock")
                        .by(this::advance));
    }

    private Answer create(Call call) {
        requireSandbox(call);
        requireLogin(call);
        return resources.answerStored(call, tx -> create(tx, call));
    }

    private void requireSandbox(Call call) {
        if (!clock.isSandbox(call.caller().organization())) {
            throw new HttpError(
                    400,
                    "not_a_sandbox",
                    "only a sandbox has a test bank and a clock that can be moved");
        }
    }

    /** Any documented login is accepted for any account, as in the public guide. */
    private static void requireLogin(Call call) {
        String header = call.header(LOGIN_HEADER).orElse("");
        if (BankLogins.ALL.stream().noneMatch(login -> login.header().equals(header))) {
            throw new HttpError(
                    401,
                    "testbank_login_required",
                    "send the header "
                            + LOGIN_HEADER
                            + " with a login of the test bank, like Basic dXNlcjM6cGFzczM= for"
                            + " user3",
                    List.of(
                            new Fault(
                                    LOGIN_HEADER,
                                    "testbank_login_required",
                                    "names no login of the test bank")),
                    Map.of());
        }
    }

    private StoredAnswer create(Tx tx, Call call) {
        var wanted = NewTransaction.parse(call.json(), tx.today(BankChecks.ZONE));
        return switch (postings.post(tx, call.caller(), wanted)) {
            case Outcome.Done<UUID>(var id) ->
                    StoredAnswer.of(201, Json.write(view(tx, call, id, wanted)));
            case Outcome.Refused<UUID>(var refusal) -> throw ErrorAnswers.of(refusal);
        };
    }

    private static ObjectNode view(Tx tx, Call call, UUID id, NewTransaction stored) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", tx.organization().toString())
                        .put("accountId", stored.accountId().toString())
                        .put("date", stored.date().toString())
                        .put("valueDate", stored.valueDate().toString());
        view.set("amount", Json.amount(stored.amount()));
        view.putObject("remittanceInformation")
                .put("type", stored.remittance().type())
                .put("value", stored.remittance().value());
        // What the client said of the other side is returned as it was sent.
        var request = Json.readOwn(new String(call.body(), StandardCharsets.UTF_8));
        for (String member : List.of("counterpartyDetails", "characteristics")) {
            if (request.hasNonNull(member)) {
                view.set(member, request.get(member));
            }
        }
        return view.put("created", Json.timestamp(tx.now()));
    }

    private Answer scenarios() {
        var list = Json.array();
        for (Scenario scenario : Scenario.values()) {
            String trigger =
                    "%s IBAN %s, or the name \"%s\" in any currency"
                            .formatted(
                                    sides(scenario.appliesTo()),
                                    scenario.iban(),
                                    scenario.partyName());
            scenario(list, trigger, scenario.outcome(), scenario.appliesTo());
        }
        scenario(
                list,
                "any debtor, amount above 1,000,000.00 EUR",
                "rejected at once: AM02, amount not allowed",
                Set.of(OrderMessage.DIRECT_DEBITS));
        scenario(
                list,
                "any creditor, amount above 100,000,000.00",
                "rejected at once: AM02, amount not allowed",
                Set.of(OrderMessage.CREDIT_TRANSFERS));
        for (var one : clearing) {
            scenario(list, one.trigger(), one.outcome(), Set.of(OrderMessage.DIRECT_DEBITS));
        }
        return Answer.json(200, list);
    }

    private static String sides(Set<OrderMessage> messages) {
        return sorted(messages).map(TestBankRoutes::side).collect(Collectors.joining(" or "));
    }

    private static String side(OrderMessage message) {
        return switch (message) {
            case CREDIT_TRANSFERS -> "creditor";
            case DIRECT_DEBITS -> "debtor";
        };
    }

    private static String kind(OrderMessage message) {
        return switch (message) {
            case CREDIT_TRANSFERS -> "CREDIT_TRANSFER";
            case DIRECT_DEBITS -> "DIRECT_DEBIT";
        };
    }

    private static void scenario(
            ArrayNode list, String trigger, String outcome, Set<OrderMessage> appliesTo) {
        var kinds =
                list.addObject()
                        .put("trigger", trigger)
                        .put("outcome", outcome)
                        .putArray("appliesTo");
        sorted(appliesTo).forEach(message -> kinds.add(kind(message)));
    }

    private static Stream<OrderMessage> sorted(Set<OrderMessage> messages) {
        return Arrays.stream(OrderMessage.values()).filter(messages::contains);
    }

    private Answer clock(Call call) {
        requireSandbox(call);
        return Answer.json(200, view(clock.now(call.caller()).toInstant()));
    }

    private static ObjectNode view(Instant now) {
        return Json.object()
                .put("now", Json.timestamp(now))
                .put("date", ClockAdvance.dateOf(now).toString());
    }

    private Answer advance(Call call) {
        return resources.answerStored(call, () -> advanced(call));
    }

    /** The target is kept, so that a repeated request does not count its days from a later date. */
    private StoredAnswer advanced(Call call) {
        requireSandbox(call);
        String target =
                resources.decidedOnce(
                        call,
                        tx ->
                                ClockAdvance.target(call.json(), tx.today(BankChecks.ZONE))
                                        .toString());
        Instant now = clock.to(call.caller().organization(), Instant.parse(target));
        return StoredAnswer.of(200, Json.write(view(now)));
    }
}
