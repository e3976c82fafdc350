package kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

/** An organization does not get more by having more users. */
class RateLimitsTest {

    private final RateLimits limits = new RateLimits(true, () -> 0);

    private static Caller user(OrganizationId organization) {
        UUID id = Ids.next();
        return new Caller(organization, id, "u", "U", Ids.next(), false, true, Set.of(), 100);
    }

    private int taken(OrganizationId organization, int users) {
        return IntStream.range(0, users).map(_ -> taken(user(organization))).sum();
    }

    private int taken(Caller caller) {
        return (int) IntStream.range(0, 1_000).filter(_ -> limits.of(caller).take()).count();
    }

    @Test
    void manyUsers_haveTenTimesWhatOneHas() {
        var greedy = new OrganizationId(Ids.next());
        assertThat(taken(user(greedy))).isEqualTo(200);
        assertThat(taken(greedy, 50)).isEqualTo(1_800);
        assertThat(taken(new OrganizationId(Ids.next()), 1)).isEqualTo(200);
    }

    @Test
    void whatIsGivenBack_isThereForAll() {
        var organization = new OrganizationId(Ids.next());
        assertThat(taken(organization, 20)).isEqualTo(2_000);
        var one = limits.of(user(organization));
        assertThat(one.take()).isFalse();
        limits.bucket("organization " + organization, 1_000).giveBack();
        assertThat(one.take()).isTrue();
    }
}
