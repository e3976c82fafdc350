package kontor.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long each may wait; that they do end is in OutageTest. */
class TimeoutsTest {

    private final Timeouts standard = Timeouts.STANDARD;

    /** A transaction whose client is lost ends before the statements that wait for it give up. */
    @Test
    void whatALostClientHolds_isFreeBeforeOthersGiveUp() {
        assertThat(List.of(standard.idle(), standard.statement(), standard.answer()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(standard.idle()).isLessThanOrEqualTo(standard.statement().minusSeconds(2));
    }

    @Test
    void request_isAnsweredWithin15Seconds() {
        assertThat(standard.connection().plus(standard.answer()))
                .as("a connection and one answer")
                .isLessThan(standard.request());
        assertThat(standard.request()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void session_hasThemAll() {
        assertThat(standard.ofTheServer())
                .contains("idle_in_transaction_session_timeout = 6000;")
                .contains("statement_timeout = 8000;")
                .contains("tcp_user_timeout = 15000;");
        assertThat(standard.times(10).ofTheServer()).contains("statement_timeout = 80000;");
    }
}
