package kontor.exchangerates;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Snapshot;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to exchange rates. */
public final class ExchangeRates {

    /** Whoever sees approval chains sees by which rates their amounts are converted. */
    public static final Use READ = Use.of("approval_chains:read");

    public static final Use UPDATE = Use.of("approval_chains:update");

    private static final String RESOURCE = "exchange_rates";

    private final RateTable table = new RateTable();
    private final Journal journal;

    public ExchangeRates(Journal journal) {
        this.journal = journal;
    }

    /**
     * Stores rates; one for the same currencies and day replaces the earlier. Returns them in the
     * order of the request.
     */
    public List<ExchangeRate> store(Tx tx, Caller caller, UUID requestId, NewRates wanted) {
        var stored = table.store(tx, wanted.rates());
        var rates = wanted.rates().stream().map(rate -> stored.get(rate.place())).toList();
        for (ExchangeRate rate : rates) {
            var type = rate.version() == 1 ? NewEvent.Type.CREATED : NewEvent.Type.UPDATED;
            journal.record(
                    tx,
                    new Snapshot(RESOURCE, rate.id(), rate.version(), Json.write(rate.view())),
                    Happened.of(type, Originator.user(caller, requestId)));
        }
        return rates;
    }

    /** Newest day first; rates are the same for everybody with the permission. */
    public Page<ExchangeRate> list(Tx tx, Caller caller, RateFilter filter, PageRequest page) {
        var after = page.after().map(ExchangeRate.Place::parse).orElse(null);
        var rates = table.list(tx, filter.base(), filter.quote(), after, page.limit() + 1);
        return Page.cut(rates, page.limit(), rate -> rate.place().text());
    }

    /**
     * The rates of today in banking time (UTC), where needed crossed through a preferred currency
     * or else through EUR.
     *
     * @param preferred asked for only where something is converted
     */
    public static Rates today(Tx tx, Set<Rates.Pair> conversions, Supplier<Currency> preferred) {
        if (conversions.isEmpty()) {
            return Rates.NONE;
        }
        var through = Stream.of(preferred.get(), Currency.EUR).distinct().toList();
        var pairs = Rates.serving(conversions, through);
        return new Rates(new RateTable().newest(tx, pairs, tx.today(ZoneOffset.UTC)), through);
    }
}
