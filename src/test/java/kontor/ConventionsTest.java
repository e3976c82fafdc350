package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every answer has in common. */
class ConventionsTest {

    private final TestKontor kontor = TestKontor.shared();
    private final TestKontor.Client client = kontor.client(kontor.organization(), Set.of());

    @Test
    void unknownPath_is404InTheEnvelopeWithRequestIdAndLimits() {
        var reply = client.get("/payments/v2/nothing-here");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.at("/message")).isEqualTo("Resource not found.");
        assertThat(reply.header("request-id")).isEqualTo(reply.at("/requestId"));
        assertThat(reply.header("RateLimit-Policy")).isNotEmpty();
    }
}
