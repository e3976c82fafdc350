package kontor.security;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.core.OrganizationId;

/**
 * The sums that are growing. However much is seen, they take a bounded part of the memory: what is
 * more is summed up without telling people apart.
 */
final class Tally {

    private static final int MOST = 8_000;
    private static final int MOST_OF_A_KIND = 400;

    /** Names that are not looked up yet, and all that was seen of them. */
    private static final int MOST_UNKNOWN = 2_000;

    private static final int MOST_WAITING = 10_000;

    private record Kinds(OrganizationId organization, SecurityKind kind) {}

    private final Map<Sum.Group, Sum> sums = new HashMap<>();
    private final Map<Kinds, Integer> ofAKind = new HashMap<>();
    private Map<String, List<Sighting>> unknown = new HashMap<>();
    private int waiting;
    private long lost;

    /** Where its organization is not known, it waits until its name was looked up. */
    synchronized void add(Sighting one, Instant now) {
        if (one.organization().isPresent()) {
            count(one, one.organization().get(), now);
            return;
        }
        one.who().ifPresent(name -> keep(name, one));
    }

    private void keep(String name, Sighting one) {
        boolean room = unknown.containsKey(name) || unknown.size() < MOST_UNKNOWN;
        if (room && waiting < MOST_WAITING) {
            unknown.computeIfAbsent(name, _ -> new ArrayList<>()).add(one);
            waiting++;
            return;
        }
        lost++;
    }

    private void count(Sighting one, OrganizationId organization, Instant now) {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        String about = one.kind() == SecurityKind.DOWNLOADED ? one.about() : "";
        var exact = new Sum.Group(organization, one.kind(), one.who().orElse(""), about, hour);
        var group = hasRoomFor(exact) ? exact : others(exact);
        if (!sums.containsKey(group) && sums.size() >= 2 * MOST) {
            lost++;
            return;
        }
        sums.computeIfAbsent(group, _ -> made(group, one, now)).add(one, now);
    }

    private boolean hasRoomFor(Sum.Group group) {
        var kinds = new Kinds(group.organization(), group.kind());
        return sums.containsKey(group)
                || sums.size() < MOST && ofAKind.getOrDefault(kinds, 0) < MOST_OF_A_KIND;
    }

    private static Sum.Group others(Sum.Group one) {
        return new Sum.Group(one.organization(), one.kind(), "", "", one.hour());
    }

    private Sum made(Sum.Group group, Sighting first, Instant now) {
        ofAKind.merge(new Kinds(group.organization(), group.kind()), 1, Integer::sum);
        return new Sum(group, first, now);
    }

    /** The names to look up, with what was seen of each; they are kept here no longer. */
    synchronized Map<String, List<Sighting>> takeUnknown() {
        var taken = unknown;
        unknown = new HashMap<>();
        waiting = 0;
        return taken;
    }

    /**
     * The sums that are to be told now.
     *
     * @param ending whether all are, because nothing will be counted any more
     */
    synchronized List<Sum> due(Instant now, boolean ending, int most) {
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        var due = new ArrayList<Sum>();
        var over = new ArrayList<Sum.Group>();
        sums.forEach(
                (group, sum) -> {
                    boolean isOver = ending || group.hour().isBefore(hour);
                    if (sum.isDue(isOver) && due.size() < most) {
                        due.add(sum);
                    } else if (isOver && !sum.isDue(true)) {
                        over.add(group);
                    }
                });
        over.forEach(this::forget);
        return due;
    }

    private void forget(Sum.Group group) {
        sums.remove(group);
        ofAKind.computeIfPresent(
                new Kinds(group.organization(), group.kind()),
                (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }

    synchronized Sum.Told tell(Sum sum) {
        return sum.tell();
    }

    synchronized void takeBack(Sum sum) {
        sum.takeBack();
    }

    /** How many could not be counted since this was last asked. */
    synchronized Optional<Long> takeLost() {
        long number = lost;
        lost = 0;
        return number == 0 ? Optional.empty() : Optional.of(number);
    }
}
