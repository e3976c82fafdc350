package kontor.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import kontor.Await;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import org.junit.jupiter.api.Test;

/** Who may work, and who finds out that he may not any more. */
class LeasesTest {

    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = TestKontor.shared().organization();
    private final UUID subject = UUID.randomUUID();

    private Optional<Lease> tryTake() {
        return new Leases(database).tryTake(organization, subject, () -> {});
    }

    private Lease take() {
        return tryTake().orElseThrow();
    }

    /** As if the holder had said nothing until then. */
    private void heldUntil(String time) {
        database.write(
                organization,
                tx ->
                        tx.update(
                                        """
                                        UPDATE leases SET held_until = now() + :time::interval
                                        WHERE organization_id = :org
                                        """)
                                .bind("time", time)
                                .execute());
    }

    private void check(Lease lease) {
        database.write(
                organization,
                tx -> {
                    lease.check(tx);
                    return true;
                });
    }

    private long next(Lease lease) {
        return database.write(organization, lease::next);
    }

    @Test
    void heldByOne_isNobodyElses_untilGivenBack() {
        try (var lease = take()) {
            assertThat(tryTake()).isEmpty();
            check(lease);
            lease.ask();
        }
        take().close();
    }

    @Test
    void otherSubjectsAndOrganizations_areFree() {
        try (var _ = take()) {
            var leases = new Leases(database);
            leases.tryTake(organization, UUID.randomUUID(), () -> {}).orElseThrow().close();
            leases.tryTake(TestKontor.shared().organization(), subject, () -> {})
                    .orElseThrow()
                    .close();
        }
    }

    @Test
    void notRenewed_isTaken_andWhoHadItChangesNothing() {
        try (var first = take()) {
            heldUntil("-1 millisecond");
            try (var second = take()) {
                assertThatThrownBy(() -> check(first)).isInstanceOf(LeaseLost.class);
                assertThatThrownBy(() -> next(first)).isInstanceOf(LeaseLost.class);
                assertThatThrownBy(first::ask).isInstanceOf(LeaseLost.class);
                check(second);
                first.close();
                check(second);
                assertThat(tryTake()).as("giving back what was lost frees nothing").isEmpty();
            }
        }
    }

    /** The database's clock was set back: nobody waits for hours. */
    @Test
    void heldLongerThanAnyLease_isFree() {
        try (var first = take()) {
            heldUntil("1 hour");
            try (var second = take()) {
                check(second);
                assertThatThrownBy(() -> check(first)).isInstanceOf(LeaseLost.class);
            }
        }
    }

    @Test
    void numbers_onlyGrow_andOnlyTheLastCounts() {
        long before;
        try (var lease = take()) {
            long first = next(lease);
            long second = next(lease);
            assertThat(second).isGreaterThan(first);
            assertThatThrownBy(() -> database.write(organization, tx -> checked(lease, tx, first)))
                    .isInstanceOf(LeaseLost.class);
            before = second;
        }
        try (var lease = take()) {
            assertThat(next(lease)).isGreaterThan(before);
        }
    }

    private static boolean checked(Lease lease, Tx tx, long number) {
        lease.check(tx, number);
        return true;
    }

    /** Nobody can take it between a check and the commit of what it allowed. */
    @Test
    void checkedInATransaction_isHeldUntilItsEnd() {
        try (var lease = take()) {
            heldUntil("-1 millisecond");
            var taken = new AtomicBoolean();
            var taker = new AtomicReference<Thread>();
            database.write(
                    organization,
                    tx -> {
                        lease.check(tx);
                        taker.set(
                                Thread.ofPlatform()
                                        .start(
                                                () ->
                                                        tryTake()
                                                                .ifPresent(
                                                                        other -> {
                                                                            taken.set(true);
                                                                            other.close();
                                                                        })));
                        Await.until(this::somebodyWaits);
                        assertThat(taken).isFalse();
                        return true;
                    });
            Await.until(() -> !taker.get().isAlive());
        }
    }

    /** Under steady work there is always such a transaction: the lease must not run out in it. */
    @Test
    void checkedInATransaction_isRenewedMeanwhile() {
        try (var lease = take()) {
            heldUntil("1 second");
            database.write(
                    organization,
                    tx -> {
                        lease.check(tx);
                        Await.until(this::isRenewed);
                        return true;
                    });
            check(lease);
        }
    }

    private boolean isRenewed() {
        return database.read(
                organization,
                tx ->
                        tx.query(
                                        """
                                        SELECT held_until > clock_timestamp() + interval '5 seconds' FROM leases
                                        WHERE organization_id = :org
                                        """)
                                .mapTo(Boolean.class)
                                .one());
    }

    private boolean somebodyWaits() {
        return database.system(
                sql ->
                        sql.createQuery(
                                        """
                                        SELECT count(*) > 0 FROM pg_stat_activity
                                        WHERE wait_event_type = 'Lock' AND query LIKE '%FROM leases%FOR UPDATE%'
                                        """)
                                .mapTo(Boolean.class)
                                .one());
    }

    @Test
    void whatIsKeptAliveWithIt_takesItAlong() {
        var lease =
                new Leases(database)
                        .tryTake(
                                organization,
                                subject,
                                () -> {
                                    throw new IllegalStateException("the session ended");
                                })
                        .orElseThrow();
        Await.until(
                () -> {
                    try {
                        lease.ask();
                        return false;
                    } catch (LeaseLost lost) {
                        return true;
                    }
                });
        lease.close();
        take().close();
    }
}
