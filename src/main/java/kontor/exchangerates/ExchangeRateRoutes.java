package kontor.exchangerates;

import kontor.changes.StoredAnswer;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.Json;

/** Exchange rates over HTTP; the published API has none, they are Kontor's own. */
public final class ExchangeRateRoutes {

    private static final String RATES = "/payments/v2beta/exchange-rates";

    private final Resources resources;
    private final ExchangeRates rates;

    public ExchangeRateRoutes(Resources resources, ExchangeRates rates) {
        this.resources = resources;
        this.rates = rates;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post(RATES)
                        .needs(ExchangeRates.UPDATE)
                        .wholeOrganization()
                        .reads("StoreExchangeRatesRequest")
                        .answers(200, "ExchangeRates")
                        .by(this::store));
        routes.add(
                Route.get(RATES)
                        .needs(ExchangeRates.READ)
                        .filters(RateFilter.NAMES)
                        .answers(200, "ExchangeRateList")
                        .by(this::list));
    }

    private Answer store(Call call) {
        var wanted = NewRates.parse(call.json());
        return resources.answerStored(
                call,
                tx -> {
                    var view = Json.object();
                    var items = view.putArray("items");
                    rates.store(tx, call.caller(), call.requestId(), wanted)
                            .forEach(rate -> items.add(rate.view()));
                    return StoredAnswer.of(200, Json.write(view));
                });
    }

    private Answer list(Call call) {
        var filter = RateFilter.parse(call.query());
        var page = call.page();
        var caller = call.caller();
        var found = resources.read(call, tx -> rates.list(tx, caller, filter, page));
        return call.list(page, found, ExchangeRate::view);
    }
}
