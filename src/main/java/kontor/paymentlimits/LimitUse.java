package kontor.paymentlimits;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Currency;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.paymentlimits.LimitTable.Amount;
import kontor.paymentlimits.LimitTable.Binding;
import kontor.paymentlimits.LimitTable.Key;
import kontor.principals.Principals;

/**
 * What one transaction knows of limits and of what was used of them; it is written once, right
 * before COMMIT. A transaction that may write holds the counts, so that two nodes never pass a
 * limit together.
 */
final class LimitUse {

    private final LimitTable table = new LimitTable();
    private final Principals principals = new Principals();
    private final Tx tx;
    private final Set<UUID> asked = new HashSet<>();
    private final Map<UUID, Bound> bound = new HashMap<>();

    /** Used before this transaction, and promised in it to payments that may still be refused. */
    private final Map<Key, BigInteger> used = new HashMap<>();

    private final Map<Key, BigInteger> added = new LinkedHashMap<>();

    /**
     * A user who is bound, perhaps by nothing.
     *
     * @param people the persons and systems that the user is counted as; itself where there is none
     * @param lists those that bind, each by itself
     * @param zone whose days count
     */
    record Bound(UUID user, Set<UUID> people, List<PaymentLimits> lists, ZoneId zone) {

        List<Key> keys(LimitedAction action, LimitedPayment type, Currency currency) {
            return people.stream().map(one -> new Key(one, action, type, currency)).toList();
        }
    }

    private LimitUse(Tx tx) {
        this.tx = tx;
    }

    static LimitUse of(Tx tx) {
        return tx.attachment(LimitUse.class, () -> new LimitUse(tx));
    }

    /** Reads the limits of users. */
    void know(Collection<UUID> users) {
        var fresh = users.stream().filter(asked::add).distinct().toList();
        if (fresh.isEmpty()) {
            return;
        }
        var lists = new LinkedHashMap<UUID, List<Binding>>();
        table.bindings(tx, fresh)
                .forEach(one -> lists.computeIfAbsent(one.user(), _ -> new ArrayList<>()).add(one));
        lists.forEach(
                (user, all) ->
                        bound.put(
                                user,
                                new Bound(
                                        user,
                                        people(user),
                                        all.stream().map(Binding::limits).distinct().toList(),
                                        all.getFirst().zone())));
    }

    private Set<UUID> people(UUID user) {
        var people = principals.of(tx, user);
        return people.isEmpty() ? Set.of(user) : people;
    }

    /** The user with its limits; empty where nobody of the organization has any. */
    Optional<Bound> of(UUID user) {
        return Optional.ofNullable(bound.get(user));
    }

    /** Reads what was used of these so far. */
    void count(Collection<Key> keys) {
        var fresh = keys.stream().filter(key -> !used.containsKey(key)).distinct().toList();
        if (fresh.isEmpty()) {
            return;
        }
        var found = new HashMap<>(table.used(tx, day(), fresh));
        var missing = fresh.stream().filter(key -> !found.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            var begun = begun(missing);
            begun.forEach(one -> found.put(one.asKey(), one.minor()));
            if (!tx.isReadOnly()) {
                table.begin(tx, day(), begun);
                found.putAll(table.used(tx, day(), missing));
            }
        }
        used.putAll(found);
    }

    /** What people made today before anybody counted; of approvals nothing is known then. */
    private List<Amount> begun(List<Key> keys) {
        var users = principals.usersLike(tx, bound.keySet());
        var sums = new HashMap<Key, BigInteger>();
        for (var made : table.made(tx, users, startOfDay())) {
            for (UUID one : people(made.user())) {
                var key = new Key(one, LimitedAction.CREATE, made.type(), made.currency());
                sums.merge(key, made.minor(), BigInteger::add);
            }
        }
        return keys.stream()
                .map(key -> new Amount(key, sums.getOrDefault(key, BigInteger.ZERO)))
                .toList();
    }

    /** The day that counts; server time in the organization's zone. */
    LocalDate day() {
        return tx.now().atZone(zone().zone()).toLocalDate();
    }

    private Instant startOfDay() {
        return day().atStartOfDay(zone().zone()).toInstant();
    }

    private Bound zone() {
        return bound.values().iterator().next();
    }

    /** The most that was used of these. */
    BigInteger used(Collection<Key> keys) {
        return keys.stream()
                .map(key -> Maps.required(used, key))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    void promise(Collection<Key> keys, BigInteger minor) {
        keys.forEach(key -> used.merge(key, minor, BigInteger::add));
    }

    /** It happened, after it was promised. */
    void add(Collection<Key> keys, BigInteger minor) {
        if (added.isEmpty()) {
            tx.beforeCommit(this::write);
        }
        keys.forEach(key -> added.merge(key, minor, BigInteger::add));
    }

    private void write() {
        var amounts = new ArrayList<Amount>();
        added.forEach((key, minor) -> amounts.add(new Amount(key, minor)));
        added.clear();
        table.add(tx, day(), amounts);
    }
}
