package kontor.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import kontor.Await;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

class SessionLockTest {

    private final Database database = TestKontor.shared().database();
    private final int space = ThreadLocalRandom.current().nextInt();

    private boolean isFree(AdvisoryLock lock) {
        var taken = SessionLock.tryTake(database, lock);
        taken.ifPresent(SessionLock::close);
        return taken.isPresent();
    }

    @Test
    void lock_isForOneHolderUntilItIsClosed() {
        var lock = new AdvisoryLock.Pair(space, 1);
        try (var _ = SessionLock.tryTake(database, lock).orElseThrow()) {
            assertThat(isFree(lock)).isFalse();
            assertThat(isFree(new AdvisoryLock.Pair(space, 2))).as("another one").isTrue();
        }
        assertThat(isFree(lock)).as("afterwards").isTrue();
    }

    @Test
    void lockThatIsNotThere_isNoneToGiveBack() throws SQLException {
        var lock = SessionLock.tryTake(database, new AdvisoryLock.Pair(space, 3)).orElseThrow();
        lock.loseAll();
        assertThatThrownBy(lock::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost its lock");
    }

    @Test
    void locksOfOneAndOfTwoNumbers_neverMeet() {
        try (var _ = SessionLock.tryTake(database, new AdvisoryLock.Pair(0, space)).orElseThrow()) {
            assertThat(isFree(new AdvisoryLock.Single(Integer.toUnsignedLong(space)))).isTrue();
        }
    }

    @Test
    void sharedLock_isForManyButNotBesideOneAlone() {
        var lock = new AdvisoryLock.Pair(space, 5);
        var shared = new AdvisoryLock.Shared(lock);
        try (var _ = SessionLock.tryTake(database, shared).orElseThrow()) {
            assertThat(isFree(shared)).isTrue();
            assertThat(isFree(lock)).isFalse();
        }
        try (var _ = SessionLock.tryTake(database, lock).orElseThrow()) {
            assertThat(isFree(shared)).isFalse();
        }
    }

    @Test
    void severalLocks_areTakenAllOrNone() {
        var one = new AdvisoryLock.Pair(space, 6);
        var two = new AdvisoryLock.Pair(space, 7);
        try (var held = SessionLock.tryTake(database, two).orElseThrow()) {
            assertThat(SessionLock.tryTake(database, one, two)).isEmpty();
            assertThat(isFree(one)).as("given back").isTrue();
            assertThat(held.tryAlso(one)).isTrue();
            assertThat(isFree(one)).as("held by the same session").isFalse();
        }
        assertThat(isFree(one)).isTrue();
    }

    @Test
    void whoWaits_isNextWhenTheHolderCloses() {
        var lock = new AdvisoryLock.Pair(space, 4);
        var holder = SessionLock.take(database, lock);
        var waits =
                CompletableFuture.supplyAsync(
                        () -> SessionLock.take(database, lock),
                        task -> Thread.ofVirtual().start(task));
        Await.until(() -> waiting() > 0);
        assertThat(waits).isNotDone();
        holder.close();
        try (var _ = waits.join()) {
            assertThat(isFree(lock)).isFalse();
        }
        assertThat(isFree(lock)).as("afterwards").isTrue();
    }

    private long waiting() {
        return database.system(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                                        """)
                                .mapTo(Long.class)
                                .one());
    }

    @Test
    void sessionThatIsGone_tookItsLockAlong() {
        var lock = new AdvisoryLock.Pair(space, 3);
        try (var _ = SessionLock.tryTake(database, lock).orElseThrow()) {
            database.system(
                    handle ->
                            handle.createQuery(
                                            """
                                            SELECT pg_terminate_backend(pid) FROM pg_locks
                                            WHERE locktype = 'advisory' AND classid = :space::bigint::oid AND objid = 3
                                            """)
                                    .bind("space", Integer.toUnsignedString(space))
                                    .mapTo(Boolean.class)
                                    .one());
            Await.until(() -> isFree(lock));
        }
        assertThat(isFree(lock)).isTrue();
    }
}
