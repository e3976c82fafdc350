package kontor.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import kontor.Await;
import kontor.TestKontor;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsTest {

    private final Database database = TestKontor.shared().database();
    private final OrganizationId broken = new OrganizationId(Ids.next());
    private final OrganizationId sound = new OrganizationId(Ids.next());
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    private void work(String part) {
        if (part.equals("worst")) {
            throw new IllegalStateException("broken " + part);
        }
        done.add(part);
    }

    @Test
    void partThatFails_keepsNoOtherFromBeingDone() {
        var job =
                new Job<>(
                        "test of parts",
                        Duration.ofSeconds(1),
                        () -> List.of("first", "worst", "last"),
                        this::work);
        var whole =
                Job.ofOrganizations(
                        "test of organizations",
                        Duration.ofSeconds(1),
                        () -> List.of(broken, sound),
                        organization -> done.add(organization.toString()));
        try (var jobs = new Jobs(database, List.of(job, whole))) {
            jobs.start();
            Await.until(() -> done.size() == 4);
        }
        assertThat(done).contains("first", "last", broken.toString(), sound.toString());
    }

    /** Two nodes, of which one makes the round; the next is an hour away. */
    @Test
    void round_isMadeByOneNode() {
        var rounds = new AtomicInteger();
        String name = "test " + Ids.next();
        try (var one = counting(name, rounds);
                var other = counting(name, rounds)) {
            one.start();
            other.start();
            Await.until(() -> rounds.get() > 0);
        }
        assertThat(rounds).hasValue(1);
    }

    /** The later node began to ask before the first, and is answered after it. */
    @Test
    void round_isNotTakenAgainByANodeThatAskedFirst() {
        var table = new JobTable();
        String name = "test " + Ids.next();
        boolean again =
                database.system(
                        early -> {
                            early.execute("SELECT 1");
                            assertThat(database.<Boolean>system(one -> take(table, one, name)))
                                    .isTrue();
                            return take(table, early, name);
                        });
        assertThat(again).isFalse();
    }

    private static boolean take(JobTable table, Handle handle, String name) {
        return table.take(handle, name, Duration.ofHours(1));
    }

    private Jobs counting(String name, AtomicInteger rounds) {
        var job =
                Job.ofOrganizations(
                        name,
                        Duration.ofHours(1),
                        () -> List.of(sound),
                        _ -> rounds.incrementAndGet());
        return new Jobs(database, List.of(job));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 second ago", "3 hours", "30 years"})
    void roundPutOffByAClockThatWasTurnedBack_isMadeAtOnce(String putOffTo) {
        var rounds = new AtomicInteger();
        String name = "test " + Ids.next();
        database.systemDo(
                sql ->
                        sql.createUpdate(
                                        """
                                        INSERT INTO jobs (name, next)
                                        VALUES (:name, now() + :off::interval)
                                        """)
                                .bind("name", name)
                                .bind("off", putOffTo)
                                .execute());
        try (var jobs = counting(name, rounds)) {
            jobs.start();
            Await.until(() -> rounds.get() == 1);
        }
    }
}
