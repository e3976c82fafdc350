package kontor.statements;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.statements.LinkTable.End;
import kontor.statements.LinkTable.Side;

/** Finds the booked entry of each late details by the links that both have. */
final class LinkedEntries {

    private final Map<UUID, UUID> found = new LinkedHashMap<>();
    private final Set<UUID> taken = new HashSet<>();

    private LinkedEntries() {}

    /**
     * Gives each late details the entry with the strongest link that is still free; where several
     * are alike, in the order in which they came.
     *
     * @param ends both ends of links, those of a link in the order in which they came
     * @return the id of the transaction by the id of the late details
     */
    static Map<UUID, UUID> among(List<End> ends) {
        var byLink =
                ends.stream()
                        .collect(
                                Collectors.groupingBy(
                                        End::link, TreeMap::new, Collectors.toList()));
        var entries = new LinkedEntries();
        byLink.values().forEach(entries::match);
        return entries.found;
    }

    /**
     * @param ends all of one link
     */
    private void match(List<End> ends) {
        var free = new ArrayList<End>();
        ends.stream().filter(end -> end.side() == Side.BOOKED).forEach(free::add);
        for (End late : ends) {
            if (late.side() == Side.NOTIFIED && !found.containsKey(late.entry())) {
                nearest(free, late)
                        .ifPresent(
                                booked -> {
                                    found.put(late.entry(), booked.entry());
                                    taken.add(booked.entry());
                                    free.remove(booked);
                                });
            }
        }
    }

    private Optional<End> nearest(List<End> free, End late) {
        return free.stream()
                .filter(booked -> !taken.contains(booked.entry()) && fit(booked, late))
                .min(Comparator.comparingLong(booked -> daysApart(booked, late)));
    }

    private static boolean fit(End booked, End late) {
        boolean differ =
                booked.servicerReference().isPresent()
                        && late.servicerReference().isPresent()
                        && !booked.servicerReference().equals(late.servicerReference());
        return daysApart(booked, late) <= LateDetailsTable.MOST_DAYS_APART
                && late.details() >= booked.details()
                && (!differ || EntryLinks.isByMessage(booked.link()));
    }

    private static long daysApart(End one, End other) {
        return Math.abs(one.date().toEpochDay() - other.date().toEpochDay());
    }
}
