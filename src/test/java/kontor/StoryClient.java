package kontor;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import kontor.TestKontor.Client;
import kontor.TestKontor.Reply;

/**
 * Asks as a careful client does: on whichever node is there, and again with the same Idempotency-Key until
 * it is told what happened.
 */
final class StoryClient {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Nothing is known yet: not in time, or the first request is still at work. */
    private static final Set<Integer> ASK_AGAIN = Set.of(503, 425);

    private final TestKontor kontor;
    private final StoryNodes nodes;
    private final StoryRecord record;
    private final Client user;
    private final RandomGenerator random;

    StoryClient(TestKontor kontor, StoryNodes nodes, StoryRecord record, Client user,
            RandomGenerator random) {
        this.kontor = kontor;
        this.nodes = nodes;
        this.record = record;
        this.user = user;
        this.random = random;
    }

    Reply get(String path) {
        return answered("GET", path, new byte[0]);
    }

    Reply post(String path, String json, String key, String... headers) {
        return change("POST", path, json.getBytes(StandardCharsets.UTF_8), key, headers);
    }

    Reply patch(String path, String json, String key, String... headers) {
        return change("PATCH", path, json.getBytes(StandardCharsets.UTF_8), key, headers);
    }

    /** Now and then it asks once more though it was answered: the answer must be the same. */
    private Reply change(String method, String path, byte[] body, String key, String... headers) {
        String[] all = Stream.concat(Stream.of("Idempotency-Key", key), Stream.of(headers))
                .toArray(String[]::new);
        Reply reply = answered(method, path, body, all);
        if (reply.status() < 300 && random.nextInt(10) == 0) {
            Reply again = answered(method, path, body, all);
            boolean same = again.status() == reply.status() && again.body().equals(reply.body());
            if (!same || !again.header("Idempotency-Replayed").equals("true")) {
                throw new AssertionError("%s %s with key %s was answered\n%s\nand then, with %s,\n%s"
                        .formatted(method, path, key, reply.body(), again.status(), again.body()));
            }
        }
        return reply;
    }

    private Reply answered(String method, String path, byte[] body, String... headers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Reply> reply = attempt(method, path, body, headers);
            if (reply.isPresent() && !ASK_AGAIN.contains(reply.get().status())) {
                return refusedAtMost(method, path, reply.get());
            }
            record.count(reply.map(late -> "asked again after " + late.status()).orElse("answers lost"));
        }
        throw new AssertionError("%s %s %s was not answered in %s".formatted(method, path, List.of(headers),
                PATIENCE));
    }

    private static Reply refusedAtMost(String method, String path, Reply reply) {
        if (reply.status() >= 500) {
            throw new AssertionError(method + " " + path + " was answered " + reply.body());
        }
        return reply;
    }

    private Optional<Reply> attempt(String method, String path, byte[] body, String... headers) {
        try {
            return Optional.of(kontor.at(nodes.anyPort(random), user).sendBytes(method, path, body, headers));
        } catch (UncheckedIOException _) {
            return Optional.empty();
        } finally {
            record.asked();
        }
    }
}
