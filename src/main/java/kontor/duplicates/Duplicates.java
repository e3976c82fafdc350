package kontor.duplicates;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.core.Caller;
import kontor.db.Tx;
import kontor.duplicates.DuplicateTable.Key;
import kontor.payments.Consequences;
import kontor.payments.Party;
import kontor.payments.PartySnapshot;
import kontor.payments.Payment;
import kontor.warnings.Warning;
import kontor.warnings.WarningSource;

/** Knows which transfers may be made twice. */
public final class Duplicates implements WarningSource {

    /** Apart, before or after, by the days that they were asked for. */
    private static final int DAYS = 30;

    /** A payment is made at most a year ahead of its day. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final DuplicateTable table = new DuplicateTable();

    /**
     * Remembers payments as they are made.
     *
     * @param payee of a payment
     */
    public <P extends Payment<P>> Consequences<P> remembering(Function<P, PartySnapshot> payee) {
        return new Consequences<>() {
            @Override
            public void made(Tx tx, List<P> payments) {
                var keys = new ArrayList<Key>();
                for (P payment : payments) {
                    keys(payment, payee.apply(payment).party())
                            .forEach(key -> keys.add(new Key(payment.id(), key)));
                }
                table.insert(tx, keys);
            }
        };
    }

    private static List<UUID> keys(Payment<?> payment, Party payee) {
        return DuplicateKeys.of(
                payee.identifiers(),
                payee.routing(),
                payment.terms().amount(),
                payment.terms().reference());
    }

    @Override
    public Map<UUID, List<Warning>> of(Tx tx, Caller caller, Collection<UUID> payments) {
        var found = new HashMap<UUID, List<Warning>>();
        if (!payments.isEmpty()) {
            for (var like : table.earlier(tx, payments, caller.accounts(), DAYS)) {
                found.computeIfAbsent(like.payment(), _ -> new ArrayList<>()).add(warning(like));
            }
        }
        return found;
    }

    /** A status as people read it, as "sent". */
    private static String word(String status) {
        return status.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Warning warning(DuplicateTable.Like like) {
        return new Warning(
                "POSSIBLE_DUPLICATE",
                "A payment of %s (%s) has the same payee, amount and reference."
                        .formatted(like.date(), word(like.status())),
                Optional.of(like.earlier()));
    }

    /**
     * Forgets payments of long ago.
     *
     * @return how many, at most {@code most}
     */
    public int forgetOld(Tx tx, int most) {
        return table.forget(tx, tx.now().minus(KEPT), most);
    }
}
