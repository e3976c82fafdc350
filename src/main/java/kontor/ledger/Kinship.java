package kontor.ledger;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How a statement that is about to be booked stands to those that were booked, date by date.
 *
 * <pre>
 * APART    they go on from each other: none of their entries is the same
 * SHARED   one of them holds the entries of the other
 * PLACED   they may have entries in common: those at the same place between balances
 * </pre>
 */
public final class Kinship {

    enum Kind {
        APART,
        SHARED,
        PLACED,
        /** To be decided by what they consist of: see {@link Ledger}. */
        UNCLEAR
    }

    private final Map<LocalDate, Map<UUID, Kind>> byDate = new HashMap<>();

    void put(LocalDate date, UUID statement, Kind kind) {
        byDate.computeIfAbsent(date, _ -> new HashMap<>()).put(statement, kind);
    }

    /** Whether an entry of that date may have been booked before. */
    boolean mayKnow(LocalDate date) {
        return byDate.getOrDefault(date, Map.of()).values().stream()
                .anyMatch(kind -> kind != Kind.APART);
    }

    /** It has entries, and a statement has all of them too, or it all of that. */
    public boolean shares(UUID statement) {
        return !byDate.isEmpty()
                && byDate.values().stream().allMatch(kinds -> kinds.get(statement) == Kind.SHARED);
    }

    Kind of(LocalDate date, UUID statement) {
        return byDate.getOrDefault(date, Map.of()).getOrDefault(statement, Kind.APART);
    }

    Set<UUID> of(LocalDate date, Kind kind) {
        var found = new HashSet<UUID>();
        byDate.getOrDefault(date, Map.of())
                .forEach(
                        (statement, one) -> {
                            if (one == kind) {
                                found.add(statement);
                            }
                        });
        return found;
    }

    /**
     * How two statements stand to each other on a date. Balances prove more than numbers: a bank
     * that sends a statement again may number it anew.
     *
     * @param all those known of the date
     */
    static Kind between(KnownStatement known, KnownStatement now, List<KnownStatement> all) {
        var before = known.day();
        var day = now.day();
        if (areNumberedApart(known, now, all)) {
            return Kind.APART;
        }
        boolean goesOn = before.goesOnWith(day) || day.goesOnWith(before);
        if (before.sharesAnEnd(day)) {
            return goesOn ? Kind.UNCLEAR : Kind.SHARED;
        }
        return goesOn ? Kind.APART : Kind.PLACED;
    }

    /** They have different numbers, and the balances between them say so too. */
    private static boolean areNumberedApart(
            KnownStatement known, KnownStatement now, List<KnownStatement> all) {
        boolean inOrder = known.numbers().isBefore(now.numbers());
        var first = inOrder ? known : now;
        var last = inOrder ? now : known;
        return first.numbers().isBefore(last.numbers())
                && (first.closingMinor() == last.openingMinor()
                        || all.stream().anyMatch(one -> liesBetween(first, one, last)));
    }

    private static boolean liesBetween(
            KnownStatement first, KnownStatement one, KnownStatement last) {
        return first.numbers().isBefore(one.numbers())
                && one.numbers().isBefore(last.numbers())
                && (one.closingMinor() == last.openingMinor()
                        || one.openingMinor() == first.closingMinor());
    }
}
