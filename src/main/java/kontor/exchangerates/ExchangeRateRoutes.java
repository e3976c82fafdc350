package kontor.exchangerates;

import static kontor.http.ErrorAnswers.orThrow;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;

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
        Supplier<String> body = () -> new String(call.body(), StandardCharsets.UTF_8);
        return resources.answerStored(
                call,
                tx -> orThrow(rates.store(tx, call.caller(), call.requestId(), wanted, body)));
    }

    private Answer list(Call call) {
        var filter = RateFilter.parse(call.query());
        var page = call.page();
        var caller = call.caller();
        var found = resources.read(call, tx -> rates.list(tx, caller, filter, page));
        return call.list(page, found, ExchangeRate::view);
    }
}
