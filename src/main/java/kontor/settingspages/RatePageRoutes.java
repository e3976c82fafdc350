package kontor.settingspages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.exchangerates.ExchangeRate;
import kontor.exchangerates.ExchangeRates;
import kontor.exchangerates.NewRates;
import kontor.exchangerates.RateFilter;
import kontor.forms.Amounts;
import kontor.forms.Deeds;
import kontor.forms.Typed;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.ErrorAnswers;
import kontor.http.Routes;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.settingsparts.Desk;
import kontor.settingsparts.SettingsTabs;
import kontor.visits.FormFields;
import kontor.wire.Json;
import kontor.wire.JsonFields;

/** Exchange rates: the list, and the form that stores one. */
public final class RatePageRoutes {

    private static final String PATH = "/settings/exchange-rates";

    private final Pages pages;
    private final Desk desk;
    private final Deeds deeds;
    private final ExchangeRates rates;

    public RatePageRoutes(Pages pages, Desk desk, Deeds deeds, ExchangeRates rates) {
        this.pages = pages;
        this.desk = desk;
        this.deeds = deeds;
        this.rates = rates;
    }

    /** A rate in the list. */
    public record Row(String date, String base, String quote, String rate, String source) {}

    /** What the page shows. */
    public record View(
            List<SettingsTabs> tabs,
            String base,
            String quote,
            List<Row> rows,
            String next,
            String today,
            boolean mayStore,
            Typed typed) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, ExchangeRates.READ)
                        .filters("base", "quote")
                        .by(call -> show(call, 200, Typed.nothing())));
        routes.add(
                pages.form(PATH, ExchangeRates.UPDATE)
                        .wholeOrganization()
                        .filters("base", "quote")
                        .by(this::store));
    }

    private Answer show(Call call, int status, Typed typed) {
        var caller = call.caller();
        var filter = RateFilter.parse(call.query());
        var page = call.page();
        var found = desk.read(caller, tx -> rates.list(tx, caller, filter, page));
        String base = filter.base().map(one -> one.code()).orElse("");
        String quote = filter.quote().map(one -> one.code()).orElse("");
        String token = call.nextToken(found);
        String next = PATH + "?base=" + base + "&quote=" + quote + "&token=" + token;
        var view =
                new View(
                        SettingsTabs.of(caller),
                        base,
                        quote,
                        found.items().stream().map(RatePageRoutes::row).toList(),
                        token.isEmpty() ? "" : next,
                        desk.today(caller).toString(),
                        caller.may(ExchangeRates.UPDATE) && caller.accounts().all(),
                        typed);
        var frame = pages.frame(call, Section.SETTINGS, "Exchange rates", SettingsTabs.CRUMB);
        return pages.show(status, frame, "settingspages/rates.jte", view);
    }

    private static Row row(ExchangeRate one) {
        return new Row(
                one.asOf().toString(),
                one.base().code(),
                one.quote().code(),
                one.rate().stripTrailingZeros().toPlainString(),
                one.source().orElse(""));
    }

    private Answer store(Call call) {
        var form = call.fields();
        try {
            var wanted = NewRates.parse(JsonFields.of(json(form)));
            var caller = call.caller();
            Supplier<String> body = () -> Json.write(json(form));
            var done =
                    ErrorAnswers.orThrow(
                            deeds.answerStored(
                                    call,
                                    form,
                                    tx ->
                                            ErrorAnswers.orThrow(
                                                    rates.store(
                                                            tx,
                                                            caller,
                                                            call.requestId(),
                                                            wanted,
                                                            body))));
            Deeds.refuseAsked(done);
            return Pages.goTo(PATH, "The rate is stored.");
        } catch (InvalidRequest wrong) {
            return show(call, 400, Typed.refused(form, named(wrong.faults())));
        }
    }

    private static ObjectNode json(FormFields form) {
        var body = Json.object();
        var one = body.putArray("rates").addObject();
        for (String name : List.of("base", "quote")) {
            form.given(name).ifPresent(text -> one.put(name, text.toUpperCase(Locale.ROOT)));
        }
        for (String name : List.of("date", "source")) {
            form.given(name).ifPresent(text -> one.put(name, text));
        }
        form.given("rate").ifPresent(text -> one.put("rate", Amounts.read(text)));
        return body;
    }

    /** The form has one rate, the API a list. */
    private static List<Fault> named(List<Fault> faults) {
        return faults.stream()
                .map(one -> one.at(one.field().replaceFirst("^rates\\.0\\.?", "")))
                .toList();
    }
}
