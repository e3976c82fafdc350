package kontor.retries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.core.Maps;
import kontor.core.OrganizationId;
import kontor.onerow.OneRow;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * After which reasons, how often and on which days an organization collects again by itself.
 *
 * @param reasonCodes after which; none, unless somebody named them
 * @param attempts retries of one collection, those that people asked for included; 1 or 2
 * @param afterDays so many days after it came to nothing or came back, 1 to 30
 * @param daysOfMonth else on the next of these days of a month, 1 to 31; the 31st is the last
 * @param changedBy who changed it last, who makes its retries
 * @param named since when each reason is named; only what comes to nothing or comes back for it
 *     later is collected again
 * @param since when more attempts were last allowed; only what comes later gets the further one
 * @param version 0 until somebody changes it
 */
public record RetryPolicy(
        UUID id,
        List<String> reasonCodes,
        int attempts,
        Optional<Integer> afterDays,
        List<Integer> daysOfMonth,
        Optional<UUID> changedBy,
        Map<String, Instant> named,
        Instant since,
        int version)
        implements OneRow {

    static final String RESOURCE = "retry_policies";
    static final int USUAL_DAYS = 5;

    public RetryPolicy {
        reasonCodes = List.copyOf(reasonCodes);
        daysOfMonth = List.copyOf(daysOfMonth);
        named = Map.copyOf(named);
    }

    static RetryPolicy usual(UUID id, Instant now) {
        return new RetryPolicy(
                id,
                List.of(),
                1,
                Optional.of(USUAL_DAYS),
                List.of(),
                Optional.empty(),
                Map.of(),
                now,
                0);
    }

    /** Since when each reason is named, in the order of {@link #reasonCodes}. */
    Instant[] namedSince() {
        return reasonCodes.stream().map(code -> Maps.required(named, code)).toArray(Instant[]::new);
    }

    /** Whether it makes any retry. */
    public boolean isOn() {
        return !reasonCodes.isEmpty();
    }

    /**
     * As somebody left it.
     *
     * @param before how it was: further reasons, and more attempts, do not reach back; what it
     *     named before stays named since then, so that nothing that still waits is lost
     */
    RetryPolicy changed(RetryPolicy before, UUID by, Instant now) {
        var all = new HashMap<String, Instant>();
        reasonCodes.forEach(code -> all.put(code, before.named.getOrDefault(code, now)));
        return new RetryPolicy(
                id,
                reasonCodes,
                attempts,
                afterDays,
                daysOfMonth,
                Optional.of(by),
                all,
                attempts > before.attempts ? now : since,
                version + 1);
    }

    RetryPolicy withReasonCodes(List<String> codes) {
        return new RetryPolicy(
                id, codes, attempts, afterDays, daysOfMonth, changedBy, named, since, version);
    }

    RetryPolicy withAttempts(int most) {
        return new RetryPolicy(
                id, reasonCodes, most, afterDays, daysOfMonth, changedBy, named, since, version);
    }

    /** So many days later, whatever day of the month that is. */
    RetryPolicy after(int days) {
        return new RetryPolicy(
                id,
                reasonCodes,
                attempts,
                Optional.of(days),
                List.of(),
                changedBy,
                named,
                since,
                version);
    }

    RetryPolicy onDays(List<Integer> days) {
        return new RetryPolicy(
                id,
                reasonCodes,
                attempts,
                Optional.empty(),
                days.stream().distinct().sorted().toList(),
                changedBy,
                named,
                since,
                version);
    }

    /**
     * The day for which a retry is made; its bank day is that, or the next one.
     *
     * @param back the day on which the collection came to nothing or came back
     * @param today on which the retry is made
     */
    LocalDate day(LocalDate back, LocalDate today) {
        LocalDate earliest =
                afterDays.map(back::plusDays).orElseGet(() -> nextOfMonth(back.plusDays(1)));
        return earliest.isBefore(today) ? today : earliest;
    }

    private LocalDate nextOfMonth(LocalDate from) {
        LocalDate day = from;
        while (!isNamed(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private boolean isNamed(LocalDate day) {
        int last = day.lengthOfMonth();
        return daysOfMonth.stream().anyMatch(one -> Math.min(one, last) == day.getDayOfMonth());
    }

    @Override
    public Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(RESOURCE, id, version, Json.write(view(organization)));
    }

    ObjectNode view(OrganizationId organization) {
        var view = Json.object().put("organizationId", organization.toString());
        reasonCodes.forEach(view.putArray("reasonCodes")::add);
        view.put("attempts", attempts);
        afterDays.ifPresent(days -> view.put("afterDays", days));
        if (!daysOfMonth.isEmpty()) {
            daysOfMonth.forEach(view.putArray("daysOfMonth")::add);
        }
        changedBy.ifPresent(user -> view.put("changedBy", user.toString()));
        return view.put("version", version).put("etag", Etag.of(version));
    }
}
