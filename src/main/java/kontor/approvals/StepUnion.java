package kontor.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kontor.wire.Json;

/**
 * The union of the steps of many payments: the steps of a batch. Steps with the same chain and
 * place are one. It is pending when it is pending for any of the payments; its roles are then those
 * that may decide it for all of these.
 */
public final class StepUnion {

    /** The place of a step in its chain, counted from 1. */
    public record Place(UUID chainId, int place) {}

    private record Entry(Set<UUID> roles, boolean allowCreator, boolean pending) {

        ApprovalStep step(ApprovalStep.Place of, Instant now) {
            return pending
                    ? ApprovalStep.pending(of, List.copyOf(roles), allowCreator)
                    : ApprovalStep.autoApproved(of, allowCreator, now);
        }

        Entry and(Entry other) {
            if (pending != other.pending) {
                return pending ? this : other;
            }
            var both = new LinkedHashSet<>(roles);
            both.retainAll(other.roles);
            return new Entry(both, allowCreator && other.allowCreator, pending);
        }
    }

    private final Map<Place, Entry> entries = new LinkedHashMap<>();

    void add(Collection<ApprovalStep> steps) {
        var counts = new HashMap<List<UUID>, Integer>();
        for (ApprovalStep step : steps) {
            int place = counts.merge(List.of(step.paymentId(), step.chainId()), 1, Integer::sum);
            add(
                    new Place(step.chainId(), place),
                    new Entry(
                            new LinkedHashSet<>(step.requiredRoleIds()),
                            step.allowCreator(),
                            step.status() == ApprovalStep.Status.PENDING));
        }
    }

    private void add(Place place, Entry entry) {
        entries.merge(place, entry, Entry::and);
    }

    public void add(StepUnion more) {
        more.entries.forEach(this::add);
    }

    /** The place of a step in its chain, among the steps of one payment or batch. */
    public static Place place(List<ApprovalStep> steps, ApprovalStep step) {
        int place = 1;
        for (ApprovalStep other : steps) {
            if (other.chainId().equals(step.chainId()) && other.number() < step.number()) {
                place++;
            }
        }
        return new Place(step.chainId(), place);
    }

    List<ApprovalStep> steps(UUID batch, PaymentType type, Instant now) {
        var steps = new ArrayList<ApprovalStep>();
        entries.forEach(
                (place, entry) -> {
                    int number = steps.size() + 1;
                    var of =
                            new ApprovalStep.Place(
                                    batch, type, Optional.empty(), number, place.chainId);
                    steps.add(entry.step(of, now));
                });
        return steps;
    }

    /** The union as JSON, to be kept between two slices of a batch. */
    public String stored() {
        var stored = Json.array();
        entries.forEach(
                (place, entry) -> {
                    var one =
                            stored.addObject()
                                    .put("chain", place.chainId.toString())
                                    .put("place", place.place)
                                    .put("creator", entry.allowCreator)
                                    .put("pending", entry.pending);
                    var roles = one.putArray("roles");
                    entry.roles.forEach(role -> roles.add(role.toString()));
                });
        return Json.write(stored);
    }

    /** Reads what {@link #stored} wrote. */
    public static StepUnion read(String stored) {
        var union = new StepUnion();
        for (JsonNode one : Json.readOwn(stored)) {
            var roles = new LinkedHashSet<UUID>();
            one.path("roles").forEach(role -> roles.add(UUID.fromString(role.asText())));
            union.add(
                    new Place(
                            UUID.fromString(one.path("chain").asText()), one.path("place").asInt()),
                    new Entry(
                            roles,
                            one.path("creator").asBoolean(),
                            one.path("pending").asBoolean()));
        }
        return union;
    }
}
