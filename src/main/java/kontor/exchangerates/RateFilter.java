package kontor.exchangerates;

import java.util.Optional;
import kontor.core.Currency;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.QueryFields;

/** Which exchange rates a list shows: those between these currencies; absent is any. */
public record RateFilter(Optional<Currency> base, Optional<Currency> quote) {

    static final String[] NAMES = {"base", "quote"};

    public static RateFilter parse(QueryFields query) {
        return new RateFilter(currency(query, "base"), currency(query, "quote"));
    }

    private static Optional<Currency> currency(QueryFields query, String name) {
        var code = query.text(name);
        var currency = code.flatMap(Currency::find);
        if (code.isPresent() && currency.isEmpty()) {
            throw new InvalidRequest(Fault.invalid(name, ExchangeRate.NO_CURRENCY));
        }
        return currency;
    }
}
