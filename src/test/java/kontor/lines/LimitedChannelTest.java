package kontor.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import kontor.Await;
import kontor.banks.TestPayments;
import kontor.connections.Carried;
import kontor.connections.Channel;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.folders.FolderChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call may take longer than its limit as long as it gets on. */
class LimitedChannelTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final OrganizationId organization = new OrganizationId(Ids.next());
    private final Connection connection = TestPayments.connection("bank");

    @TempDir private Path base;

    /** A bank that reads a file back in pieces, more or less slowly. */
    private record Slow(int pieces, Duration each) implements Channel {

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void send(
                OrganizationId organization,
                Connection connection,
                Attempt attempt,
                Handover handover) {
            handover.mayLeave();
            readBack(handover::progress);
        }

        @Override
        public Delivery delivered(
                OrganizationId organization,
                Connection connection,
                Attempt last,
                boolean mayHaveLeft,
                Runnable progress) {
            readBack(progress);
            return Delivery.THERE;
        }

        private void readBack(Runnable progress) {
            for (int i = 0; i < pieces; i++) {
                long begun = System.nanoTime();
                Await.until(() -> System.nanoTime() - begun > each.toNanos());
                progress.run();
            }
        }

        @Override
        public Delivery delivered(
                OrganizationId organization,
                Connection connection,
                Attempt last,
                boolean mayHaveLeft) {
            throw new IllegalStateException("nobody is told how it gets on");
        }

        @Override
        public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
            return List.of();
        }

        @Override
        public InputStream open(
                OrganizationId organization, Connection connection, RemoteFile file) {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public void acknowledge(
                OrganizationId organization, Connection connection, RemoteFile file) {}
    }

    private Channel.Delivery delivered(Channel slow) {
        var pace = new Pace(LIMIT, LIMIT, LIMIT, 2, 2);
        try (var calls = new Calls(pace)) {
            var attempt = Carried.of(new byte[] {1}).attempt("f", 1);
            var limited = new LimitedChannel(slow, calls);
            limited.send(organization, connection, attempt, Carried.of(new byte[] {1}));
            return limited.delivered(organization, connection, attempt, true);
        }
    }

    @Test
    void slowButMoving_goesOn_andWhatHangsIsGivenUp() {
        assertThat(delivered(new Slow(8, Duration.ofMillis(200))))
                .isEqualTo(Channel.Delivery.THERE);
        assertThatThrownBy(() -> delivered(new Slow(1, Duration.ofMillis(1_500))))
                .isInstanceOf(Hang.Unanswered.class);
    }

    @Test
    void folder_tellsHowItGetsOn_whenItReadsBack() throws IOException {
        var channel = new FolderChannel(base);
        var file = Carried.of(new byte[1 << 20]);
        var attempt = file.attempt("f", 1);
        channel.send(organization, connection, attempt, file);
        var told = new AtomicInteger();
        assertThat(
                        channel.delivered(
                                organization, connection, attempt, true, told::incrementAndGet))
                .isEqualTo(Channel.Delivery.THERE);
        assertThat(told.get()).isGreaterThanOrEqualTo(16);
    }
}
