package kontor.exchangerates;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.JsonFields;

/** The request to store exchange rates: 1 to 500, each for other currencies or another day. */
public record NewRates(List<One> rates) {

    private static final int MOST = 500;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final String NO_DECIMAL =
            "must be a string with a decimal number, like \"11.2345\"";

    record One(ExchangeRate.Place place, BigDecimal rate, Optional<String> source) {}

    public NewRates {
        rates = List.copyOf(rates);
    }

    public static NewRates parse(JsonFields body) {
        body.require("rates");
        var objects = body.objects("rates", MOST);
        var rates = new ArrayList<One>();
        var places = new HashSet<ExchangeRate.Place>();
        for (JsonFields fields : objects) {
            var rate = one(fields);
            if (rate.isPresent() && !places.add(rate.get().place)) {
                fields.fault(Fault.invalid("", "is told twice for this day"));
            }
            rate.ifPresent(rates::add);
        }
        body.refuseFaults();
        if (objects.isEmpty()) {
            throw new InvalidRequest(
                    Fault.invalid("rates", "must have 1 to " + MOST + " entries, each an object"));
        }
        return new NewRates(rates);
    }

    /** Absent only when a fault was recorded. */
    private static Optional<One> one(JsonFields fields) {
        var base = currency(fields, "base");
        var quote = currency(fields, "quote");
        fields.require("date");
        Optional<LocalDate> date = fields.date("date");
        fields.require("rate");
        var rate = fields.matching("rate", DECIMAL, NO_DECIMAL).map(BigDecimal::new);
        var source = fields.text("source", 1, 64);
        if (rate.filter(number -> number.signum() == 0).isPresent()) {
            fields.fault(Fault.invalid("rate", "must be greater than zero"));
        }
        if (base.isPresent() && base.equals(quote)) {
            fields.fault(Fault.invalid("quote", "must be another currency than base"));
        }
        if (base.isEmpty() || quote.isEmpty() || date.isEmpty()) {
            return Optional.empty();
        }
        var place = new ExchangeRate.Place(base.get(), quote.get(), date.get());
        return rate.map(number -> new One(place, number, source));
    }

    private static Optional<Currency> currency(JsonFields fields, String name) {
        String code = fields.requiredText(name, 1, 255);
        var currency = Currency.find(code);
        if (currency.isEmpty() && !code.isEmpty()) {
            fields.fault(Fault.invalid(name, ExchangeRate.NO_CURRENCY));
        }
        return currency;
    }
}
