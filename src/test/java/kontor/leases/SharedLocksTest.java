package kontor.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import kontor.Await;
import kontor.TestKontor;
import kontor.db.AdvisoryLock.Pair;
import kontor.db.AdvisoryLock.Shared;
import kontor.db.Database;
import kontor.db.SessionLock;
import org.junit.jupiter.api.Test;

/** Holders in one session meet each other as if each had a session of his own. */
class SharedLocksTest {

    private final Database database = TestKontor.shared().database();
    private final int space = ThreadLocalRandom.current().nextInt();
    private final Pair one = new Pair(space, 1);
    private final Pair two = new Pair(space, -2);
    private final Shared shared = new Shared(new Pair(space, 3));
    private final SharedLocks locks = new SharedLocks(database, Duration.ofMinutes(1));
    private final SharedLocks ofAnother = new SharedLocks(database, Duration.ofMinutes(1));

    @Test
    void lockOfOne_isNeitherForAnotherOfTheSession_norForAnotherSession() {
        try (var _ = locks.tryTake(one).orElseThrow()) {
            assertThat(locks.tryTake(one)).isEmpty();
            assertThat(ofAnother.tryTake(one)).isEmpty();
            assertThat(locks.tryTake(two, one)).as("all or none").isEmpty();
            try (var _ = ofAnother.tryTake(two).orElseThrow()) {
                assertThat(locks.tryTake(two)).isEmpty();
            }
        }
        try (var _ = ofAnother.tryTake(one, two).orElseThrow()) {
            assertThat(locks.tryTake(one)).isEmpty();
        }
    }

    @Test
    void sharedLock_isHeldUntilTheLastGivesItBack() {
        var first = locks.tryTake(shared, one).orElseThrow();
        var second = locks.tryTake(shared, two).orElseThrow();
        first.close();
        assertThat(SessionLock.tryTake(database, shared.lock())).isEmpty();
        second.close();
        try (var _ = SessionLock.tryTake(database, shared.lock()).orElseThrow()) {
            assertThat(locks.tryTake(shared)).isEmpty();
        }
    }

    @Test
    void whoWaitsForASharedLock_isPassedByNobody() {
        var holder = locks.tryTake(shared).orElseThrow();
        var waits =
                CompletableFuture.supplyAsync(
                        () -> SessionLock.take(database, shared.lock()),
                        task -> Thread.ofVirtual().start(task));
        Await.until(
                () -> {
                    var next = locks.tryTake(shared);
                    next.ifPresent(SharedLocks.Held::close);
                    return next.isEmpty();
                });
        assertThat(waits).isNotDone();
        holder.close();
        waits.join().close();
        try (var again = locks.tryTake(shared).orElseThrow()) {
            assertThat(again.tryAlso(one)).isTrue();
        }
    }

    @Test
    void sessionThatEnds_takesTheLocksOfAll_andTheNextHolderGetsANewOne() {
        var first = locks.tryTake(one).orElseThrow();
        var second = locks.tryTake(two).orElseThrow();
        first.touch();
        database.systemDo(
                sql ->
                        sql.createQuery(
                                        """
                                        SELECT pg_terminate_backend(pid) FROM pg_locks
                                        WHERE locktype = 'advisory' AND classid = :space::bigint::oid
                                            AND objid = 1 AND pid <> pg_backend_pid()
                                        """)
                                .bind("space", Integer.toUnsignedLong(space))
                                .mapTo(Boolean.class)
                                .list());
        Await.until(() -> ofAnother.tryTake(one).map(SharedLocksTest::closed).orElse(false));
        assertThatThrownBy(first::touch).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(second::touch).isInstanceOf(RuntimeException.class);
        second.close();
        try (var _ = locks.tryTake(one, two).orElseThrow()) {
            assertThat(ofAnother.tryTake(two)).isEmpty();
            first.close();
            assertThat(ofAnother.tryTake(one)).as("not given back by who lost it").isEmpty();
        }
    }

    private static boolean closed(SharedLocks.Held held) {
        held.close();
        return true;
    }
}
