package kontor.paymentlimits;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Maps;
import kontor.db.Tx;
import kontor.paymentlimits.LimitTable.Amount;
import kontor.paymentlimits.LimitTable.Bound;
import kontor.paymentlimits.LimitTable.Key;

/**
 * What one transaction knows of limits and of what was used of them; it is written once, right
 * before COMMIT. A transaction that may write holds the counts, so that two nodes never pass a
 * limit together.
 */
final class LimitUse {

    private final LimitTable table = new LimitTable();
    private final Tx tx;
    private final Set<UUID> asked = new HashSet<>();
    private final Map<UUID, Bound> bound = new HashMap<>();

    /** Used before this transaction, and promised in it to payments that may still be refused. */
    private final Map<Key, BigInteger> used = new HashMap<>();

    private final Map<Key, BigInteger> added = new LinkedHashMap<>();

    private LimitUse(Tx tx) {
        this.tx = tx;
    }

    static LimitUse of(Tx tx) {
        return tx.attachment(LimitUse.class, () -> new LimitUse(tx));
    }

    /** Reads the limits of users. */
    void know(Collection<UUID> users) {
        var fresh = users.stream().filter(asked::add).distinct().toList();
        if (!fresh.isEmpty()) {
            table.bound(tx, fresh).forEach(one -> bound.put(one.user(), one));
        }
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
        var people = new HashSet<UUID>();
        keys.forEach(key -> people.add(key.person()));
        var users =
                bound.values().stream()
                        .filter(one -> people.contains(one.person()))
                        .map(Bound::user)
                        .toList();
        var sums = new HashMap<Key, BigInteger>();
        for (var made : table.made(tx, users, startOfDay())) {
            UUID person = Maps.required(bound, made.user()).person();
            sums.merge(
                    new Key(person, LimitedAction.CREATE, made.type(), made.currency()),
                    made.minor(),
                    BigInteger::add);
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

    BigInteger used(Key key) {
        return Maps.required(used, key);
    }

    void promise(Key key, BigInteger minor) {
        used.merge(key, minor, BigInteger::add);
    }

    /** It happened, after it was promised. */
    void add(Key key, BigInteger minor) {
        if (added.isEmpty()) {
            tx.beforeCommit(this::write);
        }
        added.merge(key, minor, BigInteger::add);
    }

    private void write() {
        var amounts = new ArrayList<Amount>();
        added.forEach((key, minor) -> amounts.add(new Amount(key, minor)));
        added.clear();
        table.add(tx, day(), amounts);
    }
}
