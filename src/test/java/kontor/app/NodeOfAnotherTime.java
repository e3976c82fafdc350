package kontor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import kontor.clocks.SteadyClock;
import kontor.config.Config;

/**
 * {@code ./kontor start} on a machine whose clock is wrong by as many seconds as a file says at
 * that moment.
 */
public final class NodeOfAnotherTime {

    private NodeOfAnotherTime() {}

    /**
     * @param words the file
     */
    public static void main(String[] words) throws Exception {
        Main.start(
                Config.read(System.getenv()), new SteadyClock(new WrongClock(Path.of(words[0]))));
    }

    private static final class WrongClock extends Clock {

        private final Clock right = Clock.systemUTC();
        private final Path file;

        WrongClock(Path file) {
            this.file = file;
        }

        @Override
        public Instant instant() {
            try {
                return right.instant()
                        .plus(Duration.ofSeconds(Long.parseLong(Files.readString(file))));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
