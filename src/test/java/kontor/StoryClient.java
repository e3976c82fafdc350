package kontor;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Asks as a careful client does: on whichever node is there, and again with the same
 * Idempotency-Key until it is told what happened.
 */
final class StoryClient {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Nothing is known yet: not in time, the first request is still at work, or too many came. */
    private static final Set<Integer> ASK_AGAIN = Set.of(503, 425, 429);

    private final TestKontor kontor;
    private final StoryNodes nodes;
    private final StoryRecord record;
    private final Client user;
    private final RandomGenerator random;

    StoryClient(
            TestKontor kontor,
            StoryNodes nodes,
            StoryRecord record,
            Client user,
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

    /**
     * Now and then it asks twice, one after the other or at once: the key has one effect all the
     * same.
     */
    private Reply change(String method, String path, byte[] body, String key, String... headers) {
        String[] all =
                Stream.concat(Stream.of("Idempotency-Key", key), Stream.of(headers))
                        .toArray(String[]::new);
        int times = random.nextInt(20);
        if (times > 2) {
            return answered(method, path, body, all);
        }
        var twin =
                new StoryClient(
                        kontor, nodes, record, user, new SplittableRandom(random.nextLong()));
        var other =
                CompletableFuture.supplyAsync(
                        () -> twin.answered(method, path, body, all), Thread::startVirtualThread);
        if (times > 0) {
            other.join();
        }
        return agreed(answered(method, path, body, all), other.join());
    }

    /** What was refused may be granted a moment later; what was granted is only told again. */
    private static Reply agreed(Reply one, Reply other) {
        if (one.status() >= 300 || other.status() >= 300) {
            return one.status() < 300 ? one : other;
        }
        boolean replayed =
                Stream.of(one, other)
                        .anyMatch(reply -> reply.header("Idempotency-Replayed").equals("true"));
        if (!replayed || one.status() != other.status() || !one.body().equals(other.body())) {
            throw new AssertionError(
                    "%s was answered\n%s\nand with the same key\n%s"
                            .formatted(one.raw().request(), one.body(), other.body()));
        }
        return one;
    }

    private Reply answered(String method, String path, byte[] body, String... headers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Reply> reply = attempt(method, path, body, headers);
            if (reply.isPresent() && !ASK_AGAIN.contains(reply.get().status())) {
                return refusedAtMost(method, path, reply.get());
            }
            record.count(
                    reply.map(late -> "asked again after " + late.status()).orElse("answers lost"));
            // What Retry-After asks for, only shorter: the story is to go on.
            LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError(
                "%s %s %s was not answered in %s"
                        .formatted(method, path, List.of(headers), PATIENCE));
    }

    private static Reply refusedAtMost(String method, String path, Reply reply) {
        if (reply.status() >= 500) {
            throw new AssertionError(method + " " + path + " was answered " + reply.body());
        }
        return reply;
    }

    private Optional<Reply> attempt(String method, String path, byte[] body, String... headers) {
        try {
            return Optional.of(
                    user.at(nodes.anyPort(random)).sendBytes(method, path, body, headers));
        } catch (UncheckedIOException _) {
            return Optional.empty();
        } finally {
            record.asked();
        }
    }
}
