package kontor.security;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.core.Ids;
import kontor.core.OrganizationId;

/** How often something of one kind was seen of one person in one hour; grows until it is over. */
final class Sum {

    /** Of many, the first few are told. */
    private static final int MOST_TOLD = 8;

    private final UUID id = Ids.next();
    private final Group group;
    private final Sighting first;
    private final Instant from;
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> about = new LinkedHashSet<>();
    private final Set<String> codes = new LinkedHashSet<>();
    private Instant to;
    private long count;
    private long told;
    private int version;

    /**
     * What is summed up together.
     *
     * @param who empty where there were too many to tell them apart
     * @param hour its beginning
     */
    record Group(
            OrganizationId organization,
            SecurityKind kind,
            String who,
            String about,
            Instant hour) {}

    /** A sum as it is told, and how far it counts then. */
    record Told(
            UUID id,
            Group group,
            Sighting first,
            int version,
            long count,
            Instant from,
            Instant to,
            Set<String> addresses,
            Set<String> about,
            Set<String> codes) {

        Optional<String> user() {
            return group.who.isEmpty() ? Optional.empty() : first.user().map(UUID::toString);
        }
    }

    Sum(Group group, Sighting first, Instant now) {
        this.group = group;
        this.first = first;
        this.from = now;
        this.to = now;
    }

    void add(Sighting one, Instant now) {
        count++;
        to = now;
        keep(addresses, one.address());
        keep(about, one.about());
        keep(codes, one.code());
    }

    private static void keep(Set<String> few, String text) {
        if (few.size() < MOST_TOLD && !text.isEmpty()) {
            few.add(text);
        }
    }

    /** It was not told at all yet, or not to its end. */
    boolean isDue(boolean over) {
        return version == 0 || over && count > told;
    }

    Told tell() {
        version++;
        told = count;
        return new Told(
                id,
                group,
                first,
                version,
                count,
                from,
                to,
                Set.copyOf(addresses),
                Set.copyOf(about),
                Set.copyOf(codes));
    }

    /** It was surely not written. */
    void takeBack() {
        version--;
        told = version == 0 ? 0 : told - 1;
    }
}
