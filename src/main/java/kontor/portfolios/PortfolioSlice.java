package kontor.portfolios;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.accounts.Accounts;
import kontor.changes.ExternalIds;
import kontor.changes.Request;
import kontor.core.Caller;
import kontor.core.Fault;
import kontor.core.Ids;
import kontor.core.Maps;
import kontor.core.Refusal;
import kontor.counterparties.Counterparties;
import kontor.counterparties.ExternalAccounts;
import kontor.db.Tx;
import kontor.identifiers.AccountIdentifier;
import kontor.mandates.Mandate;
import kontor.mandates.MandateNames;
import kontor.mandates.Mandates;
import kontor.mandates.NewMandate;
import kontor.portfolios.PortfolioRow.Payer;
import kontor.portfolios.PortfolioRow.Wanted;
import kontor.wire.IdentifierJson;
import kontor.wire.Json;

/**
 * Makes the mandates of one slice of rows, each with its counterparty and account, through the
 * doors of those rooms. What is refused leaves nothing behind: the rest is made once more without
 * it.
 */
public final class PortfolioSlice {

    /** So often in a row others are waited for who make the same just now. */
    private static final int MOST_RACES = 3;

    /** The use cases that it goes through. */
    public record Doors(
            Counterparties counterparties,
            ExternalAccounts accounts,
            Mandates mandates,
            Accounts ownAccounts,
            ExternalIds externalIds) {}

    /** Which of these mandates were made of this file, and of which line. */
    @FunctionalInterface
    public interface Earlier {
        Map<UUID, Long> lines(Tx tx, Collection<UUID> mandates);
    }

    /**
     * @param caller in whose name
     * @param requestId that brought the file
     * @param seen what a dry run would have made before; empty where it is no dry run
     */
    public record Order(Caller caller, UUID requestId, Earlier earlier, Optional<Seen> seen) {

        <T> Request<T> request(T input) {
            return new Request<>(caller, requestId, Ids.next(), Optional.empty(), input);
        }
    }

    private final Doors doors;
    private final Order order;
    private final Map<Integer, RowOutcome> results = new HashMap<>();
    private final Map<PortfolioRow, Wanted> open = new LinkedHashMap<>();

    public PortfolioSlice(Doors doors, Order order, List<PortfolioRow> rows) {
        this.doors = doors;
        this.order = order;
        for (var row : rows) {
            row.wanted()
                    .ifPresentOrElse(
                            wanted -> open.put(row, wanted),
                            () -> put(RowOutcome.failed(row, row.faults())));
        }
    }

    /**
     * What became of the rows, in their order; also of a dry run, of which nothing else stays.
     * Nothing may be written before in this transaction that is done at its end, such as events.
     */
    public List<RowOutcome> run(Tx tx) {
        return order.seen.isPresent() ? tx.undone(() -> made(tx)) : made(tx);
    }

    private List<RowOutcome> made(Tx tx) {
        new OwnAccountPass(doors.ownAccounts, order.caller).find(tx, open).forEach(this::fail);
        order.seen.ifPresent(seen -> open.replaceAll((_, wanted) -> seen.asMade(wanted)));
        int races = 0;
        while (!open.isEmpty()) {
            var names = names(tx);
            tellThoseThere(tx, names);
            boolean isLast = races == MOST_RACES;
            var pass = tx.undoneIf(one -> !one.isWhole(), () -> pass(tx, names, isLast));
            pass.failed().forEach(this::fail);
            races = pass.failed().isEmpty() ? races + 1 : 0;
            if (pass.isWhole()) {
                open.keySet().forEach(row -> succeed(row, names, pass));
                open.clear();
            }
        }
        return results.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private SlicePass pass(Tx tx, Map<PortfolioRow, MandateNames.Named> names, boolean isLast) {
        var pass = new SlicePass(doors, order, open, isLast);
        pass.run(tx, names);
        return pass;
    }

    private void put(RowOutcome result) {
        results.put(result.row().index(), result);
    }

    private void fail(PortfolioRow row, List<Fault> faults) {
        open.remove(row);
        put(RowOutcome.failed(row, faults));
    }

    private void succeed(
            PortfolioRow row, Map<PortfolioRow, MandateNames.Named> names, SlicePass pass) {
        boolean isDry = order.seen.isPresent();
        put(RowOutcome.succeeded(row, isDry ? Optional.empty() : pass.mandate(row)));
        var name = Optional.ofNullable(names.get(row)).map(MandateNames.Named::key);
        order.seen.ifPresent(all -> all.add(row, name));
    }

    /** How the mandates of the rows are named; absent where nobody says who the creditor is. */
    private Map<PortfolioRow, MandateNames.Named> names(Tx tx) {
        var rows = new HashMap<UUID, PortfolioRow>();
        var requests = new ArrayList<Request<NewMandate>>();
        open.forEach(
                (row, wanted) -> {
                    var request = order.request(wanted.mandate());
                    rows.put(request.id(), row);
                    requests.add(request);
                });
        var named = new HashMap<PortfolioRow, MandateNames.Named>();
        doors.mandates
                .namedForUse(tx, requests)
                .forEach((id, one) -> named.put(Maps.required(rows, id), one));
        return named;
    }

    /** Mandates that are there already: told, and never made a second time. */
    private void tellThoseThere(Tx tx, Map<PortfolioRow, MandateNames.Named> names) {
        order.seen.ifPresent(this::tellRepeatedIds);
        var holders =
                names.values().stream()
                        .flatMap(one -> one.holder().stream())
                        .map(Mandate::id)
                        .toList();
        var ofThisFile = order.earlier.lines(tx, holders);
        names.forEach(
                (row, name) -> {
                    var line =
                            name.holder()
                                    .map(one -> ofThisFile.get(one.id()))
                                    .or(
                                            () ->
                                                    order.seen.flatMap(
                                                            all -> all.mandate(row, name.key())));
                    if (open.containsKey(row) && line.isPresent()) {
                        fail(row, SlicePass.repeated(line.get()));
                    } else if (open.containsKey(row) && name.holder().isPresent()) {
                        tellHolder(tx, row, name.holder().get());
                    } else if (open.containsKey(row) && name.isEnded()) {
                        fail(row, RowRefusal.MANDATE_ENDED.refusal().faults());
                    }
                });
    }

    private void tellRepeatedIds(Seen seen) {
        for (var one : List.copyOf(open.entrySet())) {
            seen.takenId(one.getKey(), one.getValue())
                    .ifPresent(taken -> fail(one.getKey(), List.of(fault(taken))));
        }
    }

    private static Fault fault(Seen.Taken taken) {
        return SlicePass.usedInLine(taken.column(), taken.line());
    }

    private void tellHolder(Tx tx, PortfolioRow row, Mandate holder) {
        boolean isSeen = holder.isSeenBy(order.caller);
        if (isSeen && isOf(tx, Maps.required(open, row).payer(), holder)) {
            open.remove(row);
            put(RowOutcome.existing(row, holder.id()));
            return;
        }
        Refusal refusal = RowRefusal.MANDATE_DIFFERS.refusal(isSeen ? holder.id().toString() : "");
        fail(row, refusal.faults());
    }

    /** Whether the mandate is about the account that the row names. */
    private boolean isOf(Tx tx, Payer payer, Mandate holder) {
        return switch (payer) {
            case Payer.Known(var account) ->
                    doors.externalIds
                            .named(tx, Stream.of(account))
                            .id(account, ExternalAccounts.RESOURCE)
                            .filter(holder.externalAccountId()::equals)
                            .isPresent();
            case Payer.OfKnown(_, _, var account) -> hasNumber(holder, account.identifier());
            case Payer.New one -> hasNumber(holder, one.account().identifier());
        };
    }

    private static boolean hasNumber(Mandate holder, AccountIdentifier number) {
        String numbers = Json.write(Json.readOwn(holder.source()).path("identifiers"));
        return IdentifierJson.readAccounts(numbers).contains(number);
    }
}
