package kontor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Eight megabytes of heap: one for bodies that arrive, two for those at work, one for answers. */
class MemoryBudgetTest {

    private static final int MEGABYTE = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(8L * MEGABYTE);

    @Test
    void arriving_isHalfForOneHolderAndTheRestForOthers() {
        try (var greedy = budget.hold("greedy");
                var other = budget.hold("other")) {
            greedy.arrived(MEGABYTE / 2 + MemoryBudget.FREE);
            assertThatThrownBy(() -> greedy.arrived(1)).hasMessageContaining("at once");
            other.arrived(MEGABYTE / 2);
            try (var small = budget.hold("greedy")) {
                small.arrived(MemoryBudget.FREE);
            }
        }
    }

    @Test
    void whatIsReleased_isThereAgain() {
        for (int i = 0; i < 10; i++) {
            try (var hold = budget.hold("one")) {
                hold.arrived(MEGABYTE / 2);
                hold.atWork(MEGABYTE / 2);
                assertThat(hold.answered(MEGABYTE / 2)).isTrue();
            }
        }
    }

    @Test
    void atWork_waitsForItsTurn() throws InterruptedException {
        var first = budget.hold("one");
        first.atWork(MEGABYTE);
        try (var second = budget.hold("one")) {
            var waiting = Thread.ofVirtual().start(() -> second.atWork(MEGABYTE));
            first.close();
            waiting.join();
            assertThat(second.answered(0)).isTrue();
        }
    }

    @Test
    void answers_areRefusedWhereTheyDoNotFit() {
        try (var one = budget.hold("one");
                var more = budget.hold("one");
                var small = budget.hold("one")) {
            assertThat(one.answered(MEGABYTE)).isTrue();
            assertThat(more.answered(MEGABYTE / 2)).isFalse();
            assertThat(small.answered(1_000)).isTrue();
        }
    }

    @Test
    void whoseCredentialsWereGood_isCountedForTheOrganization() {
        try (var one = budget.hold("address 192.0.2.1");
                var two = budget.hold("address 192.0.2.1")) {
            one.belongsTo("one");
            one.arrived(MEGABYTE / 2);
            two.belongsTo("two");
            two.arrived(MEGABYTE / 2);
        }
    }
}
