package kontor.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineSharesTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final LineShares shares = new LineShares();

    private long written(int lines, SecurityKind kind, IntFunction<String> address, Instant now) {
        return IntStream.range(0, lines)
                .filter(i -> shares.take(kind, address.apply(i), now))
                .count();
    }

    @Test
    void whoeverFloods_isWrittenAShareAMinute_andHidesNobody() {
        IntFunction<String> flooding = _ -> "192.0.2.1";
        assertThat(written(100_000, SecurityKind.SIGN_IN_REFUSED, flooding, NOON))
                .isEqualTo(LineShares.OF_AN_ADDRESS);
        // Neither another address, nor what the flooding one does besides.
        assertThat(shares.take(SecurityKind.SIGN_IN_REFUSED, "192.0.2.2", NOON)).isTrue();
        assertThat(shares.take(SecurityKind.DOWNLOADED, "192.0.2.1", NOON)).isTrue();
        var late = NOON.plusSeconds(59);
        assertThat(shares.take(SecurityKind.SIGN_IN_REFUSED, "192.0.2.1", late)).isFalse();
        assertThat(written(1_000, SecurityKind.SIGN_IN_REFUSED, flooding, NOON.plusSeconds(60)))
                .isEqualTo(LineShares.OF_AN_ADDRESS);
    }

    @Test
    void manyAddresses_areWrittenAShareTogether() {
        assertThat(written(50_000, SecurityKind.LIMIT_MET, i -> "2001:db8::" + i, NOON))
                .isEqualTo(LineShares.OF_A_KIND);
        assertThat(shares.take(SecurityKind.SIGN_IN_REFUSED, "192.0.2.2", NOON)).isTrue();
    }

    @Test
    void clockThatWasSetBack_doesNotSilenceTheLog() {
        written(LineShares.OF_AN_ADDRESS, SecurityKind.LIMIT_MET, _ -> "192.0.2.1", NOON);
        var before = NOON.minusSeconds(3_600);
        assertThat(shares.take(SecurityKind.LIMIT_MET, "192.0.2.1", before)).isTrue();
    }
}
