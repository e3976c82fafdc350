package kontor.guesses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import kontor.http.HttpError;
import org.junit.jupiter.api.Test;

/** Who guesses waits; who knows does not. */
class GuessesTest {

    private static final String STRANGER = "192.0.2.66";
    private static final String OFFICE = "192.0.2.1";

    private final AtomicLong nanos = new AtomicLong();
    private final Guesses guesses = new Guesses(true, nanos::get);

    private boolean mayTry(String address, String name, String secret) {
        try {
            guesses.judge(address, name, name + secret);
            return true;
        } catch (HttpError refused) {
            return false;
        }
    }

    private int tries(String address, String name, int wanted) {
        int made = 0;
        for (int i = 0; i < wanted; i++) {
            made += mayTry(address, name, "wrong" + nanos.get() + i) ? 1 : 0;
        }
        return made;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void pair_waitsLongerAfterEachFailure() {
        assertThat(tries(STRANGER, "key", 100)).isEqualTo(5);
        pass(Duration.ofSeconds(1));
        assertThat(tries(STRANGER, "key", 100)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(tries(STRANGER, "key", 100)).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(tries(STRANGER, "key", 100)).isEqualTo(1);
        assertThatThrownBy(() -> guesses.judge(STRANGER, "key", "x"))
                .hasMessageContaining("wait 4 seconds");
    }

    @Test
    void name_isNotLockedForOthers() {
        tries(STRANGER, "key", 1_000);
        assertThatCode(() -> guesses.judge(OFFICE, "key", "right")).doesNotThrowAnyException();
    }

    @Test
    void address_waitsAfterManyNames() {
        int made = 0;
        for (int i = 0; i < 1_000; i++) {
            made += tries(STRANGER, "key" + i, 1);
        }
        assertThat(made).isEqualTo(100);
    }

    @Test
    void firstSignIn_waitsForItsAddressOnly() {
        for (int i = 0; i < 300; i++) {
            pass(Duration.ofSeconds(10));
            tries(STRANGER, "key" + i, 1);
        }
        for (int i = 0; i < 10; i++) {
            for (int second = 1; second < 10; second++) {
                pass(Duration.ofSeconds(1));
                assertThat(mayTry(STRANGER, "new", "right")).isFalse();
            }
            pass(Duration.ofSeconds(1));
            assertThat(mayTry(STRANGER, "other" + i, "wrong")).isTrue();
        }
        pass(Duration.ofSeconds(10));
        assertThat(mayTry(STRANGER, "new", "right")).isTrue();
    }

    @Test
    void whoIsKnown_doesNotWaitForWhatOthersDoAtTheAddress() {
        guesses.judge(STRANGER, "known", "fingerprint");
        guesses.succeeded(STRANGER, "known", "fingerprint");
        tries(STRANGER, "known", 1_000);
        for (int i = 0; i < 1_000; i++) {
            tries(STRANGER, "key" + i, 1);
        }
        assertThatCode(() -> guesses.judge(STRANGER, "known", "fingerprint"))
                .doesNotThrowAnyException();
    }

    @Test
    void success_forgivesThePair() {
        for (int i = 0; i < 50; i++) {
            assertThat(mayTry(OFFICE, "key", "wrong" + i)).isTrue();
            guesses.judge(OFFICE, "key", "right");
            guesses.succeeded(OFFICE, "key", "right" + i);
        }
    }

    @Test
    void failures_areForgotten() {
        tries(STRANGER, "key", 100);
        pass(Duration.ofMinutes(11));
        assertThat(tries(STRANGER, "key", 100)).isEqualTo(5);
    }
}
