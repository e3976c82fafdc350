package kontor.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Await;
import kontor.Invariants;
import kontor.TestKontor;
import kontor.TestPostgres;
import kontor.connections.Connection;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.lines.ScriptedBanks.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each line is worked for by itself: what hangs, fails or is huge delays nobody else. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = LinesTest.OneNode.class)
class LinesTest {

    private final String url = TestKontor.shared().freshDatabaseOrShared();
    private final Database database = TestKontor.open(url, 6, Clock.systemUTC());
    private LinesRig rig = new LinesRig(database);
    private final OrganizationId organization = rig.organization("One");
    private final OrganizationId another = rig.organization("Another");

    /** A node works for all lines of its database: where there is one only, tests take turns. */
    static final class OneNode implements ResourceLocksProvider {

        @Override
        public Set<Lock> provideForMethod(List<Class<?>> classes, Class<?> test, Method method) {
            return TestPostgres.named().isPresent()
                    ? Set.of(new Lock("lines", ResourceAccessMode.READ_WRITE))
                    : Set.of();
        }
    }

    @AfterEach
    void end() throws SQLException {
        rig.close();
        database.close();
        try (var invariants = Invariants.of(url)) {
            assertThat(invariants.broken()).isEmpty();
        }
    }

    /** A line, and what goes out and comes in over it. */
    private record Traffic(LinesRig rig, OrganizationId organization, Connection connection) {

        void begin(String name) {
            rig.banks.of(connection).offer(name, "a file that is named " + name);
            rig.due(organization, connection, 1);
        }

        boolean isDone(String... names) {
            return rig.banks.of(connection).got().size() == names.length
                    && rig.inbox(organization, connection)
                            .equals(Stream.of(names).map(name -> name + " PROCESSED").toList());
        }
    }

    private Traffic traffic(OrganizationId whose) {
        return new Traffic(rig, whose, rig.connect(whose));
    }

    @Test
    void dueFilesLeave_andOfferedOnesAreRead() {
        var line = traffic(organization);
        line.begin("first");
        Await.until(() -> line.isDone("first"));
        line.begin("second");
        Await.until(() -> line.isDone("first", "second"));
        Await.until(() -> rig.isReady(line.connection));
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void bankThatHangs_delaysNobodyElse_andIsCaughtUpWithOnceItAnswers(Point point) {
        var ill = traffic(organization);
        var bank = rig.banks.of(ill.connection);
        bank.hangAt(point);
        ill.begin("late");
        Await.until(() -> isToldOf(ill.connection, "does not answer"));

        for (var whose : List.of(organization, another)) {
            var well = traffic(whose);
            well.begin("in time");
            Await.until(() -> well.isDone("in time"));
            assertThat(rig.isReady(well.connection)).isTrue();
        }
        int calls = bank.calls();
        assertThat(ill.isDone("late")).isEqualTo(point == Point.ACKNOWLEDGE);
        assertThat(bank.calls()).as("nothing more is begun at it").isEqualTo(calls);

        bank.release();
        Await.until(() -> ill.isDone("late"));
        Await.until(() -> rig.isReady(ill.connection));
    }

    private boolean isToldOf(Connection connection, String words) {
        return rig.lines.reports().stream()
                .anyMatch(
                        one ->
                                one.subject().equals(connection.id().toString())
                                        && !one.ready()
                                        && one.detail().contains(words));
    }

    /** More than there are places. */
    @Test
    void manyBanksThatHang_delayNobodyElse() {
        var ill = IntStream.range(0, 7).mapToObj(_ -> traffic(organization)).toList();
        ill.forEach(one -> rig.banks.of(one.connection).hangAt(Point.SEND));
        ill.forEach(one -> one.begin("late"));
        Await.until(() -> ill.stream().allMatch(one -> isToldOf(one.connection, "answer")));
        for (var whose : List.of(organization, another)) {
            var well = traffic(whose);
            well.begin("in time");
            Await.until(() -> well.isDone("in time"));
        }
        ill.forEach(one -> rig.banks.of(one.connection).release());
        Await.until(() -> ill.stream().allMatch(one -> one.isDone("late")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"LIST", "OPEN", "READ", "SEND"})
    void bankThatFails_isToldOf_andHealsByItself(Point point) {
        var ill = traffic(organization);
        rig.banks.of(ill.connection).failAt(point);
        ill.begin("late");
        Await.until(() -> isToldOf(ill.connection, "no route to the bank"));
        rig.banks.of(ill.connection).mend();
        Await.until(() -> ill.isDone("late"));
        Await.until(() -> rig.isReady(ill.connection));
    }

    /** The whole of it takes longer than a call may. */
    @Test
    void fileThatGoesOn_isNotCutOff_andDelaysNobodyElse() {
        var slow = traffic(organization);
        rig.banks.of(slow.connection).dawdle(LinesRig.PACE.call().toMillis() / 10);
        rig.banks.of(slow.connection).offer("long", "x".repeat(6_000));
        rig.due(organization, slow.connection, 1);
        var quick = traffic(organization);
        quick.begin("short");
        Await.until(() -> quick.isDone("short"));
        assertThat(slow.isDone("long")).isFalse();
        Await.until(() -> slow.isDone("long"));
    }

    @Test
    void clockSetBack_delaysNothing() {
        rig.close();
        var clock = new Turned();
        try (var turned = TestKontor.open(url, 6, clock)) {
            rig = new LinesRig(turned);
            var line = traffic(organization);
            line.begin("before");
            Await.until(() -> line.isDone("before"));
            clock.by = Duration.ofHours(-5);
            line.begin("after");
            Await.until(() -> line.isDone("before", "after"));
            clock.by = Duration.ofHours(5);
            line.begin("later");
            Await.until(() -> line.isDone("before", "after", "later"));
            rig.close();
        }
    }

    private static final class Turned extends Clock {
        private volatile Duration by = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return Clock.systemUTC().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("it has one zone");
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(by);
        }
    }
}
