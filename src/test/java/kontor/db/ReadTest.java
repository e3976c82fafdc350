package kontor.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import kontor.TestKontor;
import kontor.core.OrganizationId;
import org.junit.jupiter.api.Test;

class ReadTest {

    private final Database database = TestKontor.shared().database();
    private final OrganizationId organization = TestKontor.shared().organization();

    @Test
    void read_cannotWrite() {
        assertThatThrownBy(
                        () ->
                                database.read(
                                        organization,
                                        tx ->
                                                tx.sql()
                                                        .createUpdate(
                                                                """
                                                                INSERT INTO external_ids (organization_id, external_id, resource, resource_id)
                                                                VALUES (:org, 'x', 'x', :org)
                                                                """)
                                                        .bind("org", organization.value())
                                                        .execute()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use Database.write");
    }

    @Test
    void read_cannotLock() {
        assertThatThrownBy(
                        () ->
                                database.read(
                                        organization,
                                        tx ->
                                                tx.sql()
                                                        .createQuery(
                                                                "SELECT position FROM feeds WHERE"
                                                                    + " organization_id = :org FOR"
                                                                    + " UPDATE")
                                                        .bind("org", organization.value())
                                                        .mapTo(Long.class)
                                                        .one()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use Database.write");
    }

    @Test
    void read_cannotLeaveAnythingForTheEnd() {
        assertThatThrownBy(
                        () ->
                                database.read(
                                        organization,
                                        tx -> {
                                            tx.beforeCommit(() -> {});
                                            return true;
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use Database.write");
    }

    @Test
    void settingsOfARead_endWithIt() {
        assertThat(database.read(organization, ReadTest::settings))
                .isEqualTo("on force_custom_plan");
        assertThat(database.find(organization, ReadTest::settings))
                .isEqualTo("on force_generic_plan");
        assertThat(database.change(organization, ReadTest::settings))
                .isEqualTo("off force_generic_plan");
        assertThat(database.write(organization, ReadTest::settings)).isEqualTo("off auto");
    }

    /** One key looks cheaper than the list that a plan is kept for, so it would be planned anew. */
    @Test
    void find_plansOnce() {
        var ids = new UUID[] {organization.value()};
        assertThat(plans(Database::find, ids)).isEqualTo("0 20");
        assertThat(plans(Database::change, ids)).isEqualTo("0 20");
        assertThat(plans(Database::read, ids)).isEqualTo("20 0");
    }

    private interface Door {
        String in(Database database, OrganizationId organization, Function<Tx, String> work);
    }

    /** How often a statement was planned for its parameters, and how often by a plan kept. */
    private String plans(Door door, UUID[] ids) {
        String sql =
                "SELECT external_id FROM external_ids WHERE organization_id = :org AND resource_id"
                        + " = ANY (:ids) AND resource = '"
                        + UUID.randomUUID()
                        + "'";
        return door.in(
                database,
                organization,
                tx -> {
                    for (int i = 0; i < 21; i++) {
                        tx.query(sql).bind("ids", ids).mapTo(String.class).list();
                    }
                    return tx.sql()
                            .createQuery(
                                    """
                                    SELECT custom_plans || ' ' || generic_plans FROM pg_prepared_statements
                                    WHERE strpos(statement, :mark) > 0
                                    """)
                            .bind("mark", sql.substring(sql.length() - 38))
                            .mapTo(String.class)
                            .one();
                });
    }

    /** One that was made for a small table may lead through all rows of a large one. */
    @Test
    void plansThatAreKept_areForgottenAfterFiveSeconds() {
        var nanos = new AtomicLong(7);
        var plans = new Transactions.KeptPlans(nanos::get);
        database.read(
                organization,
                tx -> {
                    assertThat(forgotten(plans, Transactions.Kind.READ, tx)).isFalse();
                    assertThat(forgotten(plans, Transactions.Kind.FIND, tx)).isTrue();
                    nanos.addAndGet(4_999_999_999L);
                    assertThat(forgotten(plans, Transactions.Kind.CHANGE, tx)).isFalse();
                    nanos.addAndGet(1);
                    assertThat(forgotten(plans, Transactions.Kind.READ, tx)).isFalse();
                    assertThat(forgotten(plans, Transactions.Kind.WRITE, tx)).isFalse();
                    assertThat(forgotten(plans, Transactions.Kind.CHANGE, tx)).isTrue();
                    assertThat(forgotten(plans, Transactions.Kind.FIND, tx)).isFalse();
                    return true;
                });
    }

    private static boolean forgotten(Transactions.KeptPlans plans, Transactions.Kind kind, Tx tx) {
        try {
            return plans.forgotten(kind, tx.sql().getConnection());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void read_seesOneMoment() {
        int change =
                database.read(
                        organization,
                        tx -> {
                            int before = limit(tx);
                            database.write(
                                    organization,
                                    other ->
                                            other.sql()
                                                    .createUpdate(
                                                            """
                                                            UPDATE organizations SET requests_per_second = requests_per_second + 1 WHERE id = :org
                                                            """)
                                                    .bind("org", organization.value())
                                                    .execute());
                            return limit(tx) - before;
                        });
        assertThat(change).isZero();
    }

    private static int limit(Tx tx) {
        return tx.sql()
                .createQuery("SELECT requests_per_second FROM organizations WHERE id = :org")
                .bind("org", tx.organization().value())
                .mapTo(Integer.class)
                .one();
    }

    private static String settings(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        SELECT current_setting('transaction_read_only') || ' ' || current_setting('plan_cache_mode')
                        """)
                .mapTo(String.class)
                .one();
    }

    @Test
    void statementThatTakesTooLong_isDatabaseAwayAndUndone() {
        assertThatThrownBy(
                        () ->
                                database.write(
                                        organization,
                                        tx -> {
                                            tx.sql().execute("SET LOCAL statement_timeout = 20");
                                            return tx.query(
                                                            "SELECT pg_sleep(30) IS NULL OR :org IS"
                                                                    + " NULL")
                                                    .mapTo(Boolean.class)
                                                    .one();
                                        }))
                .isInstanceOf(DatabaseAway.class);
        assertThat(database.read(organization, ReadTest::settings)).startsWith("on");
    }
}
