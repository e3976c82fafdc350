package kontor.expectations;

import static kontor.expectations.ExpectedFixture.detail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kontor.Reply;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of attach, detach, return, archive and change: at each moment all sums add up,
 * and when all is taken off again both sides are as they were.
 */
class ReconcilingSequencesTest {

    private static final int STEPS = 120;
    private static final long SEED = Long.getLong("reconciling.seed", 13);

    private final ExpectedFixture room = new ExpectedFixture();
    private final Random random = new Random(SEED);
    private final List<Reply> expected = new ArrayList<>();
    private final List<Reply> booked = new ArrayList<>();

    @Test
    void whateverIsDone_sumsAddUp() {
        for (int i = 0; i < 4; i++) {
            expected.add(room.expected(100 * (i + 1), "UNSTRUCTURED", "e" + i));
        }
        for (long minor : new long[] {100, 250, 400, 35, -100, -250, -60}) {
            booked.add(room.booked(minor, detail(minor, "NOTPROVIDED")));
        }
        int done = 0;
        for (int step = 0; step < STEPS; step++) {
            done += act().status() == 200 ? 1 : 0;
            assertAddsUp("seed " + SEED + ", step " + step);
        }
        assertThat(done).as("steps that were not refused").isGreaterThan(STEPS / 10);
        takeAllOff();
        expected.forEach(
                one ->
                        assertThat(room.now(one).at("/openAmount/value"))
                                .isEqualTo(room.now(one).at("/amount/value")));
        booked.forEach(
                one ->
                        assertThat(room.transaction(one).at("/reconciliationStatus"))
                                .isEqualTo("NOT_RECONCILED"));
    }

    private Reply act() {
        var one = expected.get(random.nextInt(expected.size()));
        var other = booked.get(random.nextInt(booked.size()));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> room.reconcile(one, other);
            case 3 -> room.verb(one, "reconcile", part(other, 1 + random.nextInt(120)));
            case 4, 5 -> room.unreconcile(one, other);
            case 6 -> room.verb(one, random.nextBoolean() ? "archive" : "unarchive", "");
            default -> amount(one, 50 + random.nextInt(400));
        };
    }

    private static String part(Reply transaction, int minor) {
        return "{\"transactionId\": \"%s\", \"amount\": {\"currency\": \"EUR\", \"value\": %d}}"
                .formatted(transaction.at("/id"), minor);
    }

    private Reply amount(Reply one, int minor) {
        return room.client.patch(
                ExpectedFixture.PATH + "/" + one.at("/id"),
                """
                [{"op": "replace", "path": "/amount", "value": {"currency": "EUR", "value": %d}}]
                """
                        .formatted(minor),
                "If-Match",
                room.now(one).at("/etag"));
    }

    /** As the API tells it; the rules of the house ask the database after the class. */
    private void assertAddsUp(String when) {
        var taken = new HashMap<String, Long>();
        for (Reply one : expected) {
            var now = room.now(one);
            long net = 0;
            for (var it : now.json().at("/attachedTransactions")) {
                long minor = it.at("/amount/value").asLong();
                net += it.has("returned") ? -minor : minor;
                taken.merge(it.path("id").asText(), minor, Long::sum);
            }
            long whole = Long.parseLong(now.at("/amount/value"));
            assertThat(net).as(when).isBetween(0L, whole);
            assertThat(Long.parseLong(now.at("/openAmount/value"))).as(when).isEqualTo(whole - net);
            assertThat(now.at("/status").equals("RECONCILED")).as(when).isEqualTo(net == whole);
        }
        booked.forEach(one -> assertExplained(when, one, taken));
    }

    private void assertExplained(String when, Reply one, Map<String, Long> taken) {
        var now = room.transaction(one);
        long whole = Math.abs(Long.parseLong(now.at("/amount/value")));
        long explained = taken.getOrDefault(now.at("/id"), 0L);
        assertThat(explained).as(when).isLessThanOrEqualTo(whole);
        String status =
                explained == 0
                        ? "NOT_RECONCILED"
                        : explained == whole ? "RECONCILED" : "PARTIALLY_RECONCILED";
        assertThat(now.at("/reconciliationStatus")).as(when).isEqualTo(status);
    }

    private void takeAllOff() {
        for (Reply one : expected) {
            room.verb(one, "unarchive", "");
            for (int round = 0; round < booked.size() * 2; round++) {
                booked.forEach(it -> room.unreconcile(one, it));
            }
        }
    }
}
