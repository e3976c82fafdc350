package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.StreamSupport;
import kontor.StoryNodes.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several users work with a Kontor that is killed and frozen again and again, first on one node,
 * then on two, while sessions of its database are cut, clocks are wrong, and the disk of the bank
 * folders is full or hangs. A bank behind a folder takes what is for it. Afterwards every word that
 * it gave must be true ({@link StoryRules}).
 *
 * <p>With {@code -Dstory.attackers=true} strangers attack the nodes all the while, and faults are
 * rarer: between them one who is honest must not wait long.
 *
 * <p>{@code -Dstory.seconds=} is how long they go on, {@code -Dstory.seed=} has them choose the
 * same again; who comes first is left to chance.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class CrashStoryTest {

    private static final int SECONDS = Integer.getInteger("story.seconds", 12);
    private static final long SEED = Long.getLong("story.seed", System.nanoTime());
    private static final int ACTORS = 6;

    /** A story that is so long has time for faults that outlast every lease. */
    private static final int PATIENT = 60;

    /** With attackers there must be time between two faults, in which it counts what they do. */
    private static final boolean ATTACKED = Boolean.getBoolean("story.attackers");

    private static final int PAUSE = ATTACKED ? 2_000 : 5;

    /** The honest wait no longer, 99 times of 100, whatever the attackers do. */
    private static final Duration HONEST = Duration.ofMillis(250);

    /** The logs of the nodes stay here. */
    private static final Path FOLDER = Path.of("target/crash-story");

    private final TestKontor kontor = TestKontor.shared();
    private final String jdbcUrl = kontor.emptyDatabase();
    private final StoryRecord record = new StoryRecord();
    private final StoryDisk disk = new StoryDisk(FOLDER);
    private final StoryNodes nodes = new StoryNodes(FOLDER, disk.banks(), jdbcUrl, 2, ATTACKED);
    private JsonNode keys;
    private StoryHouse house;
    private StoryHonest honest;
    private long started = System.nanoTime();

    @Test
    void killedAgainAndAgain_kontorKeepsEveryWord() throws Exception {
        System.out.println("a story of " + SECONDS + " seconds, -Dstory.seed=" + SEED);
        try (disk;
                nodes) {
            nodes.node(0).start();
            keys = new ObjectMapper().readTree(Files.readString(nodes.keys()));
            house =
                    new StoryHouse(
                            jdbcUrl,
                            disk.banks(),
                            record,
                            random(ACTORS + 1),
                            until(1),
                            key -> client(kontor.keyHolder(key), random(ACTORS + 2)));
            live();
            settle();
            System.out.println(record.counts());
            if (ATTACKED) {
                System.out.println(honest.figures());
            }
            assertThat(broken()).as("-Dstory.seed=%s", SEED).isEmpty();
            if (ATTACKED) {
                assertThat(honest.p99()).isLessThan(HONEST);
            }
        }
    }

    /**
     * Half of the story with one node, half with two; the last fault comes a little before the end.
     */
    private void live() throws Exception {
        started = System.nanoTime();
        try (var threads = Executors.newCachedThreadPool()) {
            var all = new ArrayList<Future<?>>();
            for (int actor = 1; actor <= ACTORS; actor++) {
                all.add(threads.submit(actor("actor-" + actor, random(actor), until(1))));
            }
            all.add(threads.submit(house));
            attackers().forEach(one -> all.add(threads.submit(one)));
            var bank = threads.submit(house.bank());
            all.add(
                    threads.submit(
                            () -> {
                                faults(random(-1), until(0.5)).run();
                                nodes.node(1).start();
                                faults(random(-2), until(0.9)).run();
                            }));
            try {
                for (Future<?> one : all) {
                    one.get();
                }
                house.settle();
            } finally {
                house.bank().close();
            }
            bank.get();
        }
    }

    /** With one who is honest and looks at the clock. */
    private List<Runnable> attackers() {
        if (!ATTACKED) {
            return List.of();
        }
        String authorization = holderOfAGoodKey();
        honest = new StoryHonest(neighbour(random(ACTORS + 3)), record, until(1));
        return List.of(
                honest,
                new StoryAttackers(nodes, record, authorization, random(ACTORS + 4), until(1)),
                new StoryAttackers(nodes, record, authorization, random(ACTORS + 5), until(1)));
    }

    /** One of another organization, who has nothing to do with what the actors ask for. */
    private StoryClient neighbour(RandomGenerator random) {
        var key = StoryHouse.made(jdbcUrl, disk.banks()).developer();
        return client(kontor.keyHolder(key), random);
    }

    private String holderOfAGoodKey() {
        var owner = client("owner", random(ACTORS + 6));
        String role =
                "{\"name\": \"attackers\", \"permissions\": [\"accounts:read\"], \"limits\": []}";
        String user =
                "{\"kind\": \"PROGRAMMATIC\", \"name\": \"attacker\", \"roleId\": \"%s\"}"
                        .formatted(owner.post("/iam/v2beta/roles", role, "role-a").at("/id"));
        var key = owner.post("/iam/v2beta/users", user, "user-a");
        return Client.basic(key.at("/accessKey"), key.at("/secret"));
    }

    private StoryFaults faults(RandomGenerator random, BooleanSupplier goesOn) {
        return new StoryFaults(
                nodes, disk, record, jdbcUrl, random, goesOn, SECONDS >= PATIENT, PAUSE);
    }

    /** True until this part of the story is over, or something came out wrong. */
    private BooleanSupplier until(double part) {
        return () ->
                System.nanoTime() - started < SECONDS * part * 1e9 && record.faults().isEmpty();
    }

    private static RandomGenerator random(int part) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + part);
    }

    private StoryActor actor(String name, RandomGenerator random, BooleanSupplier goesOn) {
        var developer = client("developer", random);
        var accounts =
                StreamSupport.stream(
                                developer
                                        .get("/financial-data/v2/accounts?limit=500")
                                        .json()
                                        .at("/items")
                                        .spliterator(),
                                false)
                        .filter(account -> account.path("currency").asText().equals("EUR"))
                        .map(account -> account.path("id").asText())
                        .toList();
        return new StoryActor(
                name, developer, client("owner", random), accounts, record, random, goesOn);
    }

    private StoryClient client(String user, RandomGenerator random) {
        var key = keys.path(user);
        return client(
                kontor.keyHolder(key.path("accessKey").asText(), key.path("secret").asText()),
                random);
    }

    private StoryClient client(Client user, RandomGenerator random) {
        return new StoryClient(kontor, nodes, record, user, random);
    }

    /**
     * Lets all that is under way come to its end: batches and files first, then the bank's days.
     */
    private void settle() throws SQLException {
        try (var rules = rules()) {
            Await.until(() -> rules.none("SELECT id::text FROM batches WHERE open"));
            Await.until(
                    () ->
                            rules.none(
                                    "SELECT id::text FROM instructions"
                                            + " WHERE state IN ('PREPARED', 'HANDING_OVER')"));
            Await.until(
                    () -> rules.none("SELECT id::text FROM inbox_files WHERE state = 'RECEIVED'"));
        }
        actor("epilogue", random(0), () -> false).advance("epilogue", 30);
    }

    private List<String> broken() throws SQLException {
        var broken = new ArrayList<>(record.faults());
        broken.addAll(house.broken());
        var proof = client("owner", random(0)).get("/iam/v2beta/audit-log:verify");
        if (!proof.at("/ok").equals("true")) {
            broken.add("NOT TRUE: the feed can be proven\n    " + proof.body());
        }
        try (var rules = rules()) {
            broken.addAll(rules.broken());
            nodes.up().forEach(Node::stop);
            Await.until(
                    () ->
                            rules.none(
                                    "SELECT pid::text FROM pg_stat_activity WHERE datname ="
                                            + " current_database() AND pid <> pg_backend_pid()"));
        }
        nodes.errors()
                .forEach(error -> broken.add("NOT TRUE: no crash makes an error\n    " + error));
        return broken;
    }

    private StoryRules rules() throws SQLException {
        return new StoryRules(jdbcUrl, keys.path("organizationId").asText(), record.told());
    }
}
