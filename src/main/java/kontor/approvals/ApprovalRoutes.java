package kontor.approvals;

import static kontor.http.ErrorAnswers.orThrow;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Door;
import kontor.changes.StoredAnswer;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.InvalidRequest;
import kontor.db.Database;
import kontor.events.Events;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.EventViews;
import kontor.resources.Resources;
import kontor.wire.Json;
import kontor.wire.JsonPatch;

/**
 * Approval chains, exchange rates, approval settings and pending approvals over HTTP. None of these
 * routes is in the published API; they are Kontor's own.
 */
public final class ApprovalRoutes {

    private static final String CHAINS = "/payments/v2beta/approval-chains";
    private static final String CHAIN = CHAINS + "/{id}";
    private static final String RATES = "/payments/v2beta/exchange-rates";
    private static final String SETTINGS = "/payments/v2beta/approval-settings";
    private static final String WAITING = "/payments/v2beta/approvals";

    private static final List<JsonPatch.Rule> OF_SETTINGS =
            List.of(
                    JsonPatch.Rule.of(
                            "/evaluationCurrency", JsonPatch.Op.ADD, JsonPatch.Op.REPLACE));

    private static final String NO_CURRENCY =
            "must be a currency of ISO 4217, three capital letters";

    private final Database database;
    private final Resources resources;
    private final Events events;
    private final Doors doors;
    private final Door<ChainTerms> create;
    private final Door<ChainPatch> patch;
    private final Door<UUID> delete;
    private final Door<Currency> settings;

    /** The doors that these routes lead to. */
    public record Doors(
            ApprovalChains chains, ExchangeRates rates, Settings settings, Approvals approvals) {}

    public ApprovalRoutes(Database database, Resources resources, Events events, Doors doors) {
        this.database = database;
        this.resources = resources;
        this.events = events;
        this.doors = doors;
        this.create = doors.chains::create;
        this.patch = doors.chains::patch;
        this.delete = doors.chains::delete;
        this.settings = doors.settings::change;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(CHAINS)
                        .needs("approval_chains:create")
                        .wholeOrganization()
                        .reads("CreateApprovalChainRequest")
                        .answers(201, "ApprovalChain")
                        .by(
                                call ->
                                        resources.change(
                                                call,
                                                create,
                                                Ids.next(),
                                                Optional.empty(),
                                                ChainTerms.parse(call.json()))));
        routes.add(
                Route.get(CHAINS)
                        .needs("approval_chains:read")
                        .answers(200, "ApprovalChainList")
                        .by(this::chains));
        routes.add(
                Route.get(CHAIN)
                        .needs("approval_chains:read")
                        .answers(200, "ApprovalChain")
                        .by(this::chain));
        routes.add(
                Route.patch(CHAIN)
                        .needs("approval_chains:update")
                        .wholeOrganization()
                        .reads("ApprovalChainJSONPatchRequest")
                        .answers(200, "ApprovalChain")
                        .by(
                                call -> {
                                    var request = ChainPatch.parse(call.patch(ChainPatch.RULES));
                                    return resources.change(
                                            call, patch, call.id("id"), call.ifMatch(), request);
                                }));
        routes.add(
                Route.delete(CHAIN)
                        .needs("approval_chains:delete")
                        .wholeOrganization()
                        .by(
                                call -> {
                                    UUID id = call.id("id");
                                    return resources.change(call, delete, id, call.ifMatch(), id);
                                }));
        routes.add(
                Route.get(CHAIN + "/events")
                        .needs("approval_chains:read")
                        .answers(200, "EventList")
                        .by(
                                call ->
                                        EventViews.list(
                                                call, database, events, ApprovalChains.RESOURCE)));
        routes.add(
                Route.post(RATES)
                        .needs("approval_chains:update")
                        .wholeOrganization()
                        .reads("StoreExchangeRatesRequest")
                        .answers(200, "ExchangeRates")
                        .by(this::storeRates));
        routes.add(
                Route.get(RATES)
                        .needs("approval_chains:read")
                        .filters("base", "quote")
                        .answers(200, "ExchangeRateList")
                        .by(this::rates));
        routes.add(
                Route.get(SETTINGS)
                        .needs("approval_chains:read")
                        .answers(200, "ApprovalSettings")
                        .by(this::settings));
        routes.add(
                Route.patch(SETTINGS)
                        .needs("approval_chains:update")
                        .wholeOrganization()
                        .reads("ApprovalSettingsJSONPatchRequest")
                        .answers(200, "ApprovalSettings")
                        .by(this::changeSettings));
        // It has no permission of its own: each caller sees the kinds of payment that the role may
        // read.
        routes.add(
                Route.get(WAITING)
                        .needs()
                        .filters("status", "paymentType", "roleId")
                        .answers(200, "PendingApprovalList")
                        .by(this::waiting));
    }

    private Answer chain(Call call) {
        var organization = call.caller().organization();
        var chain =
                database.read(organization, tx -> orThrow(doors.chains.find(tx, call.id("id"))));
        return Answer.json(200, chain.view(organization)).withVersion(chain.version());
    }

    private Answer chains(Call call) {
        var page = call.page();
        var organization = call.caller().organization();
        return call.list(
                page,
                database.read(organization, tx -> doors.chains.list(tx, page)),
                chain -> chain.view(organization));
    }

    private Answer storeRates(Call call) {
        var wanted = NewRates.parse(call.json());
        return resources.answerStored(
                call,
                tx -> {
                    var view = Json.object();
                    var items = view.putArray("items");
                    doors.rates
                            .store(tx, call.caller(), call.requestId(), wanted)
                            .forEach(rate -> items.add(rate.view()));
                    return StoredAnswer.of(200, Json.write(view));
                });
    }

    private Answer rates(Call call) {
        var base = currency(call, "base");
        var quote = currency(call, "quote");
        var page = call.page();
        return call.list(
                page,
                database.read(
                        call.caller().organization(),
                        tx -> doors.rates.list(tx, base, quote, page)),
                ExchangeRate::view);
    }

    private static Optional<Currency> currency(Call call, String name) {
        return call.query()
                .text(name)
                .map(
                        code ->
                                Currency.find(code)
                                        .orElseThrow(
                                                () ->
                                                        new InvalidRequest(
                                                                Fault.invalid(name, NO_CURRENCY))));
    }

    private Answer settings(Call call) {
        var organization = call.caller().organization();
        var read = database.read(organization, doors.settings::read);
        return Answer.json(200, read.view(organization)).withVersion(read.version());
    }

    private Answer changeSettings(Call call) {
        var operations = call.patch(OF_SETTINGS);
        Optional<Currency> currency = Optional.empty();
        for (var operation : operations.operations()) {
            var code = operation.fields().requiredText("value", 1, 255);
            currency = Currency.find(code);
            if (currency.isEmpty() && !code.isEmpty()) {
                operation.fields().fault(Fault.invalid("value", NO_CURRENCY));
            }
        }
        operations.refuseFaults();
        UUID id = database.read(call.caller().organization(), doors.settings::read).id();
        return resources.change(call, settings, id, call.ifMatch(), currency.orElseThrow());
    }

    /** The values of the filter {@code status}: only pending steps are listed. */
    private enum Waiting {
        PENDING
    }

    private Answer waiting(Call call) {
        call.query().oneOf("status", Waiting.class);
        var wanted = call.query().oneOf("paymentType", PaymentType.class);
        var types =
                Arrays.stream(PaymentType.values())
                        .filter(type -> wanted.isEmpty() || wanted.get() == type)
                        .filter(type -> mayRead(call.caller(), type))
                        .toList();
        var steps =
                new Approvals.Waiting(types, call.query().id("roleId"), call.caller().accounts());
        var page = call.page();
        return call.list(
                page,
                database.read(
                        call.caller().organization(),
                        tx -> doors.approvals.waiting(tx, steps, page)),
                ApprovalStep::waitingView);
    }

    private static boolean mayRead(Caller caller, PaymentType type) {
        return caller.may(
                switch (type) {
                    case CREDIT_TRANSFER, CREDIT_TRANSFER_BATCH -> "credit_transfers:read";
                    case DIRECT_DEBIT, DIRECT_DEBIT_BATCH -> "direct_debits:read";
                });
    }
}
