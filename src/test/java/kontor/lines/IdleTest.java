package kontor.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.IntStream;
import kontor.Await;
import kontor.TestKontor;
import kontor.db.Database;
import org.junit.jupiter.api.Test;

/** What costs nothing: organizations in which nothing happens. */
class IdleTest {

    private static final int MANY = 200;
    private static final int LOOKS = 100;

    private final String url = TestKontor.shared().freshDatabase();

    /** Of all sessions of the database, since it was made. */
    private static long transactions(Database database) {
        return database.system(
                sql ->
                        sql.createQuery(
                                        """
                                        SELECT xact_commit + xact_rollback FROM pg_stat_database
                                        WHERE datname = current_database()
                                        """)
                                .mapTo(Long.class)
                                .one());
    }

    @Test
    void idleOrganizations_areAskedTogether() {
        try (var database = TestKontor.open(url, 16, Clock.systemUTC());
                var rig = new LinesRig(database)) {
            var all =
                    IntStream.range(0, MANY)
                            .mapToObj(number -> rig.organization("Idle " + number))
                            .toList();
            var connections = all.stream().map(rig::connect).toList();
            // Each line gets one round when it is new.
            Await.until(() -> connections.stream().allMatch(one -> rig.payments.rounds(one) == 1));
            var listened = rig.banks.of(connections.getFirst());
            var day = LocalDate.now(connections.getFirst().profile().zone());

            int asked = listened.calls();
            long before = transactions(database);
            // A quiet bank is asked every three seconds, and there are many looks meanwhile.
            Await.until(() -> listened.calls() > asked + 2);
            long used = transactions(database) - before;

            // One a look, and what the statistics had not counted of the time before.
            assertThat(used).as("transactions of %s looks", LOOKS).isLessThan(LOOKS * MANY / 4);
            // Each line gets one more when a day begins at its bank.
            int most = LocalDate.now(connections.getFirst().profile().zone()).equals(day) ? 1 : 2;
            assertThat(connections).allMatch(one -> rig.payments.rounds(one) <= most);
        }
    }

    @Test
    void eventOfOneOrganization_isNoReasonToLookAtAnother() {
        try (var database = TestKontor.open(url, 16, Clock.systemUTC());
                var rig = new LinesRig(database)) {
            var busy = rig.organization("Busy");
            var idle = rig.organization("Idle");
            var busyLine = rig.connect(busy);
            var idleLine = rig.connect(idle);
            Await.until(
                    () -> rig.payments.rounds(idleLine) == 1 && rig.payments.rounds(busyLine) == 1);
            rig.due(busy, busyLine, 1);
            Await.until(() -> rig.banks.of(busyLine).got().size() == 1);
            assertThat(rig.payments.rounds(idleLine)).isEqualTo(1);
            assertThat(Set.copyOf(rig.lines.reports())).allMatch(one -> one.ready());
        }
    }
}
