package kontor.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import kontor.http.HttpError;
import org.eclipse.jetty.io.content.AsyncContent;
import org.junit.jupiter.api.Test;

class BodyStreamTest {

    /** An upload reads on after it was refused, to forget the rest. */
    @Test
    void bodyThatStopped_isTooSlowHoweverOftenItIsRead() {
        var moment = Duration.ofMillis(20);
        var body =
                new BodyStream(
                        new AsyncContent(), new Patience(moment, moment, 1 << 10), 100, _ -> {});
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(body::read)
                    .isInstanceOf(HttpError.class)
                    .hasMessageContaining("too slowly");
        }
    }
}
