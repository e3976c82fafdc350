package kontor.exchangerates;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kontor.changerequests.Area;
import kontor.changerequests.FourEyes;
import kontor.changerequests.Operation;
import kontor.changes.Changed;
import kontor.changes.Door;
import kontor.changes.Happened;
import kontor.changes.Journal;
import kontor.changes.Originator;
import kontor.changes.Request;
import kontor.changes.Snapshot;
import kontor.changes.StoredAnswer;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Outcome;
import kontor.core.Use;
import kontor.db.Tx;
import kontor.events.NewEvent;
import kontor.principals.Principals;
import kontor.wire.Json;
import kontor.wire.Page;
import kontor.wire.PageRequest;

/** The door to exchange rates. */
public final class ExchangeRates {

    /** Whoever sees approval chains sees by which rates their amounts are converted. */
    public static final Use READ = Use.of("approval_chains:read");

    public static final Use UPDATE = Use.of("approval_chains:update");

    private static final int STORED = 200;
    private static final String RESOURCE = "exchange_rates";

    private final RateTable table = new RateTable();
    private final Principals principals = new Principals();
    private final Journal journal;

    private final Door<NewRates> door;

    public ExchangeRates(Journal journal, FourEyes fourEyes) {
        this.journal = journal;
        Operation<NewRates> operation =
                Operation.of(Area.EXCHANGE_RATES, "createExchangeRate", UPDATE, NewRates::parse);
        this.door = fourEyes.door(operation.ofWhole(), this::stored);
    }

    /**
     * Stores rates; one for the same currencies and day replaces the earlier.
     *
     * @param body what was sent, for whoever decides on it later
     * @return those of the request in its order, or the change request that was made instead
     */
    public Outcome<StoredAnswer> store(
            Tx tx, Caller caller, UUID requestId, NewRates wanted, Supplier<String> body) {
        var request = new Request<>(caller, requestId, Ids.next(), Optional.empty(), wanted, body);
        return door.apply(tx, List.of(request)).getFirst().map(this::answer);
    }

    private StoredAnswer answer(Snapshot done) {
        return done.resource().equals(RESOURCE)
                ? StoredAnswer.of(STORED, done.json())
                : new Changed.Asked(done).answer();
    }

    private List<Outcome<Snapshot>> stored(Tx tx, List<Request<NewRates>> requests) {
        return requests.stream()
                .map(
                        one ->
                                Outcome.unless(
                                        principals.ownRates(tx, one.caller()),
                                        () -> stored(tx, one)))
                .toList();
    }

    private Snapshot stored(Tx tx, Request<NewRates> one) {
        var view = Json.object();
        var items = view.putArray("items");
        store(tx, one.caller(), one.requestId(), one.input())
                .forEach(rate -> items.add(rate.view()));
        return new Snapshot(RESOURCE, one.id(), 1, Json.write(view));
    }

    private List<ExchangeRate> store(Tx tx, Caller caller, UUID requestId, NewRates wanted) {
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
