package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How the tables lie where several servers share the organizations. That Kontor works there is what
 * all other tests say when they are run with {@code -Dkontor.distributed=URL}.
 */
class DistributedTest {

    @BeforeEach
    void onSeveralServers() {
        assumeTrue(
                TestPostgres.named().isPresent(),
                "one PostgreSQL: -D" + TestPostgres.SWITCH + "=URL names one of several servers");
        assumeTrue(
                names("SELECT extname FROM pg_extension").contains("citus"),
                "the PostgreSQL that -D" + TestPostgres.SWITCH + " names is a single one");
    }

    @Test
    void tablesOfTenants_lieTogetherByOrganization() {
        assertThat(
                        names(
                                """
                                SELECT polrelid::regclass::text FROM pg_policy
                                EXCEPT
                                SELECT d.logicalrelid::regclass::text FROM pg_dist_partition d
                                JOIN pg_dist_partition f ON f.colocationid = d.colocationid
                                WHERE f.logicalrelid = 'feeds'::regclass AND d.partmethod = 'h'
                                """))
                .isEmpty();
    }

    @Test
    void tablesOfTheInstallation_areOnEveryServer() {
        assertThat(
                        names(
                                """
                                SELECT logicalrelid::regclass::text FROM pg_dist_partition WHERE partmethod = 'n'
                                """))
                .contains(
                        "organizations",
                        "credentials",
                        "signing_keys",
                        "installation_secrets",
                        "identities")
                .doesNotContain("schema_history");
    }

    private static List<String> names(String query) {
        return TestKontor.shared()
                .database()
                .system(sql -> sql.createQuery(query).mapTo(String.class).list());
    }
}
