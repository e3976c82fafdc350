package kontor.returnpages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.forms.Choice;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Routes;
import kontor.pageparts.ListAddress;
import kontor.pageparts.ReasonWords;
import kontor.pages.Figures;
import kontor.pages.Pages;
import kontor.pages.Section;
import kontor.rtransactions.RTransaction;
import kontor.rtransactions.RTransactionFilter;
import kontor.rtransactions.RTransactionKind;
import kontor.rtransactions.RTransactionTotal;
import kontor.rtransactions.RTransactions;

/** The list of what came back, and what it sums up to by reason. */
public final class ReturnListRoutes {

    static final String PATH = "/returns";

    /** Reasons shown above the list; the file has all. */
    private static final int MOST_SUMS = 12;

    private final Pages pages;
    private final Database database;
    private final RTransactions door;

    public ReturnListRoutes(Pages pages, Database database, RTransactions door) {
        this.pages = pages;
        this.database = database;
        this.door = door;
    }

    /**
     * What there is for one reason; sums of nothing are absent.
     *
     * @param missed what was never collected or paid, as no money had moved
     */
    public record Sum(
            String address,
            String kind,
            String meaning,
            String count,
            Optional<Money> amount,
            Optional<Money> missed,
            Optional<Money> charges) {}

    /** What the list shows. */
    public record View(
            ListAddress address,
            List<Choice> kinds,
            List<Sum> sums,
            List<ReturnRow> rows,
            String older,
            boolean first) {}

    public void register(Routes routes) {
        routes.add(
                pages.route(PATH, RTransactions.READ)
                        .filters(RTransactionFilter.NAMES)
                        .by(this::list));
    }

    private Answer list(Call call) {
        var view = database.read(call.caller().organization(), tx -> view(tx, call));
        return pages.show(
                pages.frame(call, Section.RETURNS, Section.RETURNS.label()),
                "returnpages/list.jte",
                view);
    }

    private View view(Tx tx, Call call) {
        var caller = call.caller();
        var filter = RTransactionFilter.parse(call.query());
        var page = call.page();
        var address = ListAddress.of(PATH, call.query(), RTransactionFilter.NAMES);
        var found = door.list(tx, caller, filter, page);
        var parties = door.parties(tx, found.items());
        var now = tx.today(tx.zone());
        var rows =
                found.items().stream()
                        .map(one -> ReturnRow.of(one, party(parties, one), now))
                        .toList();
        return new View(
                address,
                kinds(),
                sums(tx, call, filter, address),
                rows,
                address.page(call.nextToken(found)),
                page.after().isEmpty());
    }

    private static Optional<RTransactions.Party> party(
            Map<UUID, RTransactions.Party> parties, RTransaction one) {
        return Optional.ofNullable(parties.get(one.paymentId()));
    }

    private List<Sum> sums(Tx tx, Call call, RTransactionFilter filter, ListAddress address) {
        return door.totals(tx, call.caller(), filter).stream()
                .limit(MOST_SUMS)
                .map(one -> sum(address, one))
                .toList();
    }

    private static Sum sum(ListAddress address, RTransactionTotal one) {
        return new Sum(
                address.with(Map.of("kind", one.kind().name(), "code", one.code())),
                Figures.word(one.kind().name()),
                ReasonWords.of(one.code()),
                Figures.count(one.count()),
                some(one.amount()),
                some(one.missed()),
                some(one.charges()));
    }

    private static Optional<Money> some(Money money) {
        return Optional.of(money).filter(one -> one.amountMinor() > 0);
    }

    private static List<Choice> kinds() {
        return Arrays.stream(RTransactionKind.values())
                .map(one -> new Choice(one.name(), Figures.word(one.name())))
                .toList();
    }
}
