package kontor.approvals;

import java.util.Optional;
import kontor.changes.Door;
import kontor.changes.StoredAnswer;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.ResourceRoutes;
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

    private final Resources resources;
    private final Doors doors;
    private final ResourceRoutes<ApprovalChain> shared;
    private final Door<Currency> changeSettings;

    /** The doors that these routes lead to. */
    public record Doors(
            ApprovalChains chains, ExchangeRates rates, Settings settings, Approvals approvals) {}

    public ApprovalRoutes(Resources resources, Doors doors) {
        this.resources = resources;
        this.doors = doors;
        this.shared = new ResourceRoutes<>(resources, ApprovalChains.KIND, ApprovalChain::view);
        this.changeSettings = doors.settings::change;
    }

    public void register(Routes routes) {
        registerChains(routes, doors.chains);
        registerRates(routes);
        routes.add(
                Route.get(SETTINGS)
                        .needs(ApprovalChains.READ)
                        .answers(200, "ApprovalSettings")
                        .by(this::settings));
        routes.add(
                Route.patch(SETTINGS)
                        .needs(ApprovalChains.UPDATE)
                        .wholeOrganization()
                        .reads("ApprovalSettingsJSONPatchRequest")
                        .answers(200, "ApprovalSettings")
                        .by(this::changeSettings));
        // It has no permission of its own: each caller sees the kinds of payment that the role may
        // read.
        routes.add(
                Route.get(WAITING)
                        .needs()
                        .filters(WaitingFilter.NAMES)
                        .answers(200, "PendingApprovalList")
                        .by(this::waiting));
    }

    private void registerChains(Routes routes, ApprovalChains chains) {
        Door<ChainTerms> create = chains::create;
        routes.add(
                Route.post(CHAINS)
                        .needs(ApprovalChains.CREATE)
                        .wholeOrganization()
                        .reads("CreateApprovalChainRequest")
                        .answers(201, "ApprovalChain")
                        .by(shared.create(ChainTerms::parse, create)));
        routes.add(
                Route.get(CHAINS)
                        .needs(ApprovalChains.READ)
                        .answers(200, "ApprovalChainList")
                        .by(shared.list(chains::list)));
        routes.add(
                Route.get(CHAIN)
                        .needs(ApprovalChains.READ)
                        .answers(200, "ApprovalChain")
                        .by(shared.one(chains::find)));
        routes.add(
                Route.patch(CHAIN)
                        .needs(ApprovalChains.UPDATE)
                        .wholeOrganization()
                        .reads("ApprovalChainJSONPatchRequest")
                        .answers(200, "ApprovalChain")
                        .by(shared.patch(ChainPatch.RULES, ChainPatch::parse, chains.patch)));
        routes.add(
                Route.delete(CHAIN)
                        .needs(ApprovalChains.DELETE)
                        .wholeOrganization()
                        .by(shared.delete(chains.delete)));
        routes.add(
                Route.get(CHAIN + "/events")
                        .needs(ApprovalChains.READ)
                        .answers(200, "EventList")
                        .by(shared.events()));
    }

    private void registerRates(Routes routes) {
        routes.add(
                Route.post(RATES)
                        .needs(ApprovalChains.UPDATE)
                        .wholeOrganization()
                        .reads("StoreExchangeRatesRequest")
                        .answers(200, "ExchangeRates")
                        .by(this::storeRates));
        routes.add(
                Route.get(RATES)
                        .needs(ApprovalChains.READ)
                        .filters(RateFilter.NAMES)
                        .answers(200, "ExchangeRateList")
                        .by(this::rates));
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
        var filter = RateFilter.parse(call.query());
        var page = call.page();
        var caller = call.caller();
        var found = resources.read(call, tx -> doors.rates.list(tx, caller, filter, page));
        return call.list(page, found, ExchangeRate::view);
    }

    private Answer settings(Call call) {
        var settings = resources.read(call, doors.settings::read);
        return Answer.json(200, settings.view(call.caller().organization()))
                .withVersion(settings.version());
    }

    private Answer changeSettings(Call call) {
        var currency = evaluationCurrency(call.patch(ApprovalSettings.RULES));
        var id = resources.read(call, doors.settings::read).id();
        return resources.change(call, changeSettings, id, call.ifMatch(), currency);
    }

    private static Currency evaluationCurrency(JsonPatch patch) {
        Optional<Currency> currency = Optional.empty();
        for (var operation : patch.operations()) {
            var code = operation.fields().requiredText("value", 1, 255);
            currency = Currency.find(code);
            if (currency.isEmpty() && !code.isEmpty()) {
                operation.fields().fault(Fault.invalid("value", ExchangeRate.NO_CURRENCY));
            }
        }
        patch.refuseFaults();
        return currency.orElseThrow();
    }

    private Answer waiting(Call call) {
        var filter = WaitingFilter.parse(call.query());
        var page = call.page();
        var caller = call.caller();
        var found = resources.read(call, tx -> doors.approvals.waiting(tx, caller, filter, page));
        return call.list(page, found, ApprovalStep::waitingView);
    }
}
