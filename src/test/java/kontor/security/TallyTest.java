package kontor.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:30:00Z");
    private static final Instant LATER = NOON.plusSeconds(3_600);

    private final OrganizationId organization = new OrganizationId(Ids.next());
    private final Tally tally = new Tally();

    private static Sighting sighting(Optional<OrganizationId> of, String who, String address) {
        return new Sighting(
                SecurityKind.PERMISSION_REFUSED,
                of,
                Optional.of(who),
                Optional.empty(),
                address,
                "GET /x",
                "permission_missing",
                Optional.empty());
    }

    private void see(String who, String address, Instant now) {
        tally.add(sighting(Optional.of(organization), who, address), now);
    }

    @Test
    void sum_isToldAtOnceAndAgainWhenItsHourIsOver() {
        see("a", "10.0.0.1", NOON);
        var first = tally.due(NOON, false, 10);
        assertThat(first).hasSize(1);
        assertThat(tally.tell(first.getFirst()).count()).isEqualTo(1);
        see("a", "10.0.0.2", NOON);
        assertThat(tally.due(NOON, false, 10)).isEmpty();
        var last = tally.due(LATER, false, 10);
        var told = tally.tell(last.getFirst());
        assertThat(told.count()).isEqualTo(2);
        assertThat(told.version()).isEqualTo(2);
        assertThat(told.addresses()).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2");
        assertThat(tally.due(LATER, false, 10)).isEmpty();
    }

    @Test
    void sumThatDidNotGrow_isToldOnce() {
        see("a", "10.0.0.1", NOON);
        tally.due(NOON, false, 10).forEach(tally::tell);
        assertThat(tally.due(LATER, false, 10)).isEmpty();
        assertThat(tally.due(LATER, true, 10)).isEmpty();
    }

    @Test
    void whatWasNotWritten_isToldAgain() {
        see("a", "10.0.0.1", NOON);
        var sum = tally.due(NOON, false, 10).getFirst();
        tally.tell(sum);
        tally.takeBack(sum);
        assertThat(tally.due(NOON, false, 10)).containsExactly(sum);
        assertThat(tally.tell(sum).version()).isEqualTo(1);
    }

    @Test
    void flood_isBoundedAndNoNumberIsLost() {
        IntStream.range(0, 100_000).forEach(i -> see("who " + i, "10.0.0." + i, NOON));
        var due = tally.due(NOON, true, 1_000_000);
        assertThat(due.size()).isLessThan(500);
        var told = due.stream().map(tally::tell).toList();
        assertThat(told.stream().mapToLong(Sum.Told::count).sum()).isEqualTo(100_000);
        assertThat(told).allMatch(one -> one.addresses().size() <= 8);
    }

    @Test
    void floodOfOne_keepsNoOtherFromBeingTold() {
        IntStream.range(0, 10_000).forEach(i -> see("who " + i, "10.0.0.1", NOON));
        var other = new OrganizationId(Ids.next());
        tally.add(sighting(Optional.of(other), "honest", "10.0.0.2"), NOON);
        assertThat(tally.due(NOON, false, 1_000_000).stream().map(tally::tell))
                .anyMatch(
                        one ->
                                one.group().organization().equals(other)
                                        && one.group().who().equals("honest"));
    }

    @Test
    void namesThatNobodyKnows_takeBoundedMemory() {
        IntStream.range(0, 100_000)
                .forEach(i -> tally.add(sighting(Optional.empty(), "name " + i, "10.0.0.1"), NOON));
        assertThat(tally.takeUnknown()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(tally.takeLost()).hasValueSatisfying(lost -> assertThat(lost).isPositive());
        assertThat(tally.takeUnknown()).isEmpty();
    }
}
