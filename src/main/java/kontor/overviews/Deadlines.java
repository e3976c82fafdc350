package kontor.overviews;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.accounts.Account;
import kontor.accounts.AccountFilter;
import kontor.accounts.AccountStatus;
import kontor.accounts.Accounts;
import kontor.approvals.PaymentType;
import kontor.connections.Connections;
import kontor.core.Caller;
import kontor.core.Currency;
import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.TransferScheme;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.mandates.MandateScheme;
import kontor.overviews.LeavingTable.Due;
import kontor.payments.Schedule;
import kontor.wire.PageRequest;

/** Until when files can leave: with what is there for them, and what could be. */
final class Deadlines {

    private static final AccountFilter IN_USE = new AccountFilter(List.of(AccountStatus.ACTIVE));
    private static final PageRequest ALL = new PageRequest(PageRequest.MOST, Optional.empty(), "");

    private final Accounts accounts;
    private final Connections connections;
    private final LeavingTable table = new LeavingTable();

    Deadlines(Accounts accounts, Connections connections) {
        this.accounts = accounts;
        this.connections = connections;
    }

    /** A way to pay over a connection. */
    private record Way(PaymentType type, Optional<UUID> connection, String scheme) {}

    /** Until when files of a scheme leave: of several banks with the same cut-off together. */
    private record Place(PaymentType type, String scheme, Instant deadline, ZoneId zone) {}

    /** What there is for a moment. */
    private static final class Found {
        private final List<Due> dues = new ArrayList<>();
        private final Set<UUID> connections = new LinkedHashSet<>();
        private Optional<LocalDate> date = Optional.empty();
    }

    /** The kinds of payments that the caller may see. */
    static List<PaymentType> types(Caller caller) {
        return Stream.of(PaymentType.DIRECT_DEBIT, PaymentType.CREDIT_TRANSFER)
                .filter(type -> caller.may(type.read()))
                .toList();
    }

    List<Leaving> of(Tx tx, Caller caller, List<PaymentType> types, int days) {
        var until = tx.bankNow().plus(Duration.ofDays(days));
        var places = new LinkedHashMap<Place, Found>();
        for (var type : types) {
            for (var due : table.due(tx, type, caller.accounts(), tx.bankNow(), until)) {
                var way = new Way(type, due.connection(), due.scheme());
                found(places, way, due.deadline(), zone(tx, way)).dues.add(due);
            }
        }
        next(tx, caller, types)
                .forEach(
                        (way, schedule) -> {
                            var today = tx.today(schedule.zone());
                            var day = schedule.firstFrom(today, tx.bankNow());
                            found(places, way, day.deadline(), schedule.zone()).date =
                                    Optional.of(day.date());
                        });
        var names = names(tx, caller);
        var order =
                Comparator.comparing(Leaving::deadline)
                        .thenComparing(Leaving::type)
                        .thenComparing(Leaving::scheme);
        return places.entrySet().stream()
                .map(one -> leaving(one.getKey(), one.getValue(), names))
                .sorted(order)
                .toList();
    }

    private static Found found(Map<Place, Found> places, Way way, Instant deadline, ZoneId zone) {
        var place = new Place(way.type, way.scheme, deadline, zone);
        var found = places.computeIfAbsent(place, _ -> new Found());
        way.connection.ifPresent(found.connections::add);
        return found;
    }

    private ZoneId zone(Tx tx, Way way) {
        return connections.profile(tx, way.connection).zone();
    }

    private Map<UUID, String> names(Tx tx, Caller caller) {
        return caller.may(Connections.READ)
                ? connections.list(tx, caller, ALL).items().stream()
                        .collect(Collectors.toMap(one -> one.id(), one -> one.connection().name()))
                : Map.of();
    }

    private static Leaving leaving(Place place, Found found, Map<UUID, String> names) {
        var date = found.dues.stream().map(Due::date).min(Comparator.naturalOrder());
        return new Leaving(
                place.type,
                place.scheme,
                found.connections.stream().filter(names::containsKey).map(names::get).toList(),
                place.deadline,
                place.zone,
                date.or(() -> found.date).orElseThrow(),
                found.dues.stream().filter(Due::approved).mapToLong(Due::count).sum(),
                found.dues.stream().filter(due -> !due.approved()).mapToLong(Due::count).sum(),
                sums(found));
    }

    private static List<Leaving.Sum> sums(Found found) {
        var sums = new TreeMap<String, BigInteger>();
        found.dues.stream()
                .filter(Due::approved)
                .forEach(due -> sums.merge(due.currency().code(), due.sum(), BigInteger::add));
        return sums.entrySet().stream()
                .map(one -> new Leaving.Sum(Currency.known(one.getKey()), one.getValue()))
                .toList();
    }

    /** The ways to pay that the accounts of the caller have, each with its calendar and cut-off. */
    private Map<Way, Schedule> next(Tx tx, Caller caller, List<PaymentType> types) {
        var next = new LinkedHashMap<Way, Schedule>();
        if (caller.may(Accounts.READ)) {
            for (var account : accounts.list(tx, caller, IN_USE, ALL).items()) {
                ways(account)
                        .filter(way -> types.contains(way.type))
                        .forEach(way -> next.computeIfAbsent(way, _ -> schedule(tx, way)));
            }
        }
        return next;
    }

    private static Stream<Way> ways(Account account) {
        var connection = Optional.of(account.connectionId());
        return Stream.concat(
                collects(account)
                        .map(one -> new Way(PaymentType.DIRECT_DEBIT, connection, one.name()))
                        .stream(),
                TransferScheme.usual(account.currency().code(), account.market())
                        .map(one -> new Way(PaymentType.CREDIT_TRANSFER, connection, one.name()))
                        .stream());
    }

    private Schedule schedule(Tx tx, Way way) {
        return way.type == PaymentType.DIRECT_DEBIT
                ? DirectDebits.schedule(
                        tx, connections, MandateScheme.valueOf(way.scheme), way.connection)
                : CreditTransfers.schedule(
                        tx,
                        connections,
                        TransferScheme.find(way.scheme).orElseThrow(),
                        way.connection.orElseThrow());
    }

    private static Optional<MandateScheme> collects(Account account) {
        if (account.currency().equals(Currency.EUR)) {
            return Optional.of(MandateScheme.SDD_CORE);
        }
        return account.creditor().autogiroCustomerNumber().map(_ -> MandateScheme.AUTOGIRO);
    }
}
