package kontor.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import kontor.Client;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.junit.jupiter.api.Test;

/** Many write at once; a reader with a cursor misses nothing and the proof holds. */
class FeedOrderTest {

    private static final int WRITERS = 64;

    private final TestKontor kontor = TestKontor.shared();
    private final Database database = kontor.database();
    private final Events events = new Events();

    @Test
    void writersOnTwoNodes_leaveAFeedWithoutGapsInTheOrderOfCommits() {
        var sandbox = kontor.sandbox();
        try (var node = kontor.anotherNode()) {
            var clients = new Client[] {sandbox.developer(), node.as(sandbox.developer())};
            assertFeedFollows(
                    sandbox.organization(),
                    5,
                    (writer, turn) -> {
                        var reply =
                                clients[writer % 2].post(
                                        "/payments/v2/counterparties",
                                        "{\"legalName\": \"Writer " + writer + " " + turn + "\"}");
                        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
                    });
        }
    }

    /**
     * Past the lanes, which would gather them: as many transactions at once as there are
     * connections.
     */
    @Test
    void transactionsWithoutLanes_leaveAFeedWithoutGapsInTheOrderOfCommits() {
        var organization = kontor.organization();
        try (var other = TestKontor.open(kontor.jdbcUrl(), 8, database.clock())) {
            assertFeedFollows(
                    organization,
                    5,
                    (writer, turn) ->
                            (writer % 2 == 0 ? database : other)
                                    .write(
                                            organization,
                                            tx -> {
                                                for (int i = 0; i <= writer % 3; i++) {
                                                    events.record(
                                                            tx,
                                                            new NewEvent(
                                                                    "mandates",
                                                                    Ids.next(),
                                                                    1,
                                                                    NewEvent.Type.CREATED,
                                                                    "CREATED",
                                                                    NewEvent.KONTOR,
                                                                    Optional.empty(),
                                                                    Optional.empty(),
                                                                    Map.of(),
                                                                    "{}"));
                                                }
                                                return true;
                                            }));
        }
    }

    @FunctionalInterface
    private interface Write {
        void by(int writer, int turn);
    }

    private void assertFeedFollows(OrganizationId organization, int turns, Write write) {
        long start = proof(organization).to();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writing.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    for (int turn = 0; turn < turns; turn++) {
                                        write.by(writer, turn);
                                    }
                                },
                                threads));
            }
            var all = CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new));
            var seen = follow(organization, start, all);
            all.join();
            var proof = proof(organization);
            assertThat(proof.holds()).isTrue();
            assertThat(seen)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(start + 1, proof.to()).boxed().toList());
            assertThat(proof.to() - start).isGreaterThanOrEqualTo((long) WRITERS * turns);
        }
    }

    /**
     * Reads from a cursor while they write: what commits late behind the cursor would never be
     * seen.
     */
    private ArrayList<Long> follow(
            OrganizationId organization, long start, CompletableFuture<Void> writing) {
        var seen = new ArrayList<Long>();
        var resources = new HashSet<String>();
        long cursor = start;
        for (boolean last = false; ; ) {
            long after = cursor;
            var page = database.read(organization, tx -> events.feed(tx, after, 7));
            page.forEach(
                    event ->
                            assertThat(
                                            resources.add(
                                                    event.resource()
                                                            + event.resourceId()
                                                            + event.version()))
                                    .isTrue());
            page.forEach(event -> seen.add(event.position()));
            cursor = page.isEmpty() ? cursor : page.getLast().position();
            if (page.isEmpty() && last) {
                return seen;
            }
            last = writing.isDone();
        }
    }

    private FeedProof proof(OrganizationId organization) {
        return events.proof(database, organization, 1, Long.MAX_VALUE);
    }
}
