package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.OrganizationId;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Row-level security, the second wall: what a statement that forgot its organization would see. */
class TenantWallTest {

    /** How a request learns its tenant; it cannot stand behind the wall itself. */
    private static final Set<String> BEFORE_THE_WALL =
            Set.of("credentials", "memberships", "sessions", "mails", "mailed_links");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization theirs = kontor.sandbox();
    private final OrganizationId ours = kontor.sandbox().organization();

    private List<String> tenantTables() {
        return kontor
                .database()
                .system(
                        sql ->
                                sql.createQuery(
                                                """
                                                SELECT c.oid::regclass::text FROM pg_class c
                                                JOIN pg_namespace n ON n.oid = c.relnamespace
                                                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
                                                WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('public', 'testbank')
                                                ORDER BY 1
                                                """)
                                        .mapTo(String.class)
                                        .list())
                .stream()
                .filter(table -> !BEFORE_THE_WALL.contains(table))
                .toList();
    }

    @Test
    void everyTenantTable_hasTheWallAndForcesItOnItsOwner() {
        var without =
                kontor.database()
                        .system(
                                sql ->
                                        sql.createQuery(
                                                        """
                                                        SELECT c.oid::regclass::text FROM pg_class c
                                                        WHERE c.oid = ANY (:tables::regclass[]) AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                                                        """)
                                                .bind(
                                                        "tables",
                                                        tenantTables().toArray(String[]::new))
                                                .mapTo(String.class)
                                                .list());
        assertThat(without).isEmpty();
        assertThat(tenantTables()).hasSizeGreaterThan(25);
    }

    @TestFactory
    Stream<DynamicTest> aStatementWithoutOrganization_seesNothingOfOthers() {
        OneOfEach.idsIn(theirs);
        return tenantTables().stream()
                .map(
                        table ->
                                dynamicTest(
                                        table,
                                        () -> {
                                            var seen =
                                                    kontor.database()
                                                            .read(
                                                                    ours,
                                                                    tx ->
                                                                            organizations(
                                                                                    tx.sql(),
                                                                                    table));
                                            assertThat(seen).isSubsetOf(ours.value());
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> aStatementWithoutTenant_seesNothingAtAll() {
        return tenantTables().stream()
                .map(table -> dynamicTest(table, () -> assertThat(withoutTenant(table)).isEmpty()));
    }

    @Test
    void othersRows_cannotBeChanged() {
        int changed =
                kontor.database()
                        .write(
                                ours,
                                tx ->
                                        tx.sql()
                                                .createUpdate(
                                                        "UPDATE accounts SET alias = 'stolen'")
                                                .execute());
        int own =
                kontor.database()
                        .read(
                                ours,
                                tx ->
                                        tx.sql()
                                                .createQuery("SELECT count(*) FROM accounts")
                                                .mapTo(Integer.class)
                                                .one());
        assertThat(changed).isEqualTo(own);
        assertThat(theirs.developer().get("/financial-data/v2/accounts?limit=500").body())
                .doesNotContain("stolen");
    }

    /** The wall speaks before any other rule of the table does. */
    @TestFactory
    Stream<DynamicTest> aRowOfOthers_cannotBeMade() {
        return tenantTables().stream()
                .map(
                        table ->
                                dynamicTest(
                                        table,
                                        () ->
                                                assertThatThrownBy(() -> madeForOthers(table))
                                                        .hasMessageContaining(
                                                                "row-level security")));
    }

    private int madeForOthers(String table) {
        return kontor.database()
                .write(
                        ours,
                        tx ->
                                tx.sql()
                                        .createUpdate(
                                                "INSERT INTO <table> (organization_id) VALUES"
                                                        + " (:org)")
                                        .define("table", table)
                                        .bind("org", theirs.organization().value())
                                        .execute());
    }

    private List<UUID> withoutTenant(String table) {
        return kontor.database().system(sql -> organizations(sql, table));
    }

    private static List<UUID> organizations(Handle sql, String table) {
        return sql.createQuery("SELECT DISTINCT organization_id FROM <table>")
                .define("table", table)
                .mapTo(UUID.class)
                .list();
    }
}
