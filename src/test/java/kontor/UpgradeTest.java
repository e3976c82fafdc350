package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.guesses.Guesses;
import kontor.identities.Identities;
import kontor.identities.Membership;
import kontor.secrets.PasswordHash;
import kontor.secrets.Secret;
import kontor.server.Server;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database that an earlier version of Kontor filled is brought up to date and serves what was in
 * it. {@code -Dupgrade.write=21} keeps one of today, with one resource of each kind.
 */
class UpgradeTest {

    private static final Path FILES = Path.of("src/test/resources/upgrade");

    private final TestKontor kontor = TestKontor.shared();

    static Stream<Path> stored() throws IOException {
        return Files.list(FILES).sorted();
    }

    @ParameterizedTest
    @MethodSource("stored")
    void storedDatabase_isUpgradedAndServed(Path file) throws Exception {
        String url = kontor.emptyDatabase();
        String version = file.getFileName().toString().replaceAll("\\D", "");
        migrate(url, version);
        var expected = StoredDatabase.load(file, kontor.asSuperuser(url));
        try (var database = TestKontor.open(url, 4, Clock.systemUTC())) {
            var wiring = TestKontor.wiring(database);
            var server = new Server("127.0.0.1", 0, wiring.dispatch());
            server.start();
            try (server) {
                var owner =
                        kontor.keyHolder(expected.get("accessKey"), expected.get("secret"))
                                .at(server.port());
                assertThat(counts(owner)).containsAllEntriesOf(countsOf(expected));
                var made =
                        owner.post("/payments/v2/counterparties", "{\"legalName\": \"After\"}")
                                .created();
                var organization = new OrganizationId(UUID.fromString(made.at("/organizationId")));
                wiring.banking().compareWithStatements(organization);
                assertThat(statementsWithoutDays(database, organization)).isZero();
                assertThat(owner.get("/financial-data/v2beta/cases").items()).isEmpty();
            }
        }
    }

    /** Before identities (V60) a password was a credential of one organization. */
    @Test
    void oldPassword_isStillGood() {
        String url = kontor.emptyDatabase();
        migrate(url, "54");
        var organization = new OrganizationId(Ids.next());
        UUID user = Ids.next();
        var password = new Secret("korrekt häst batteri");
        String hash = PasswordHash.of(password).encoded();
        Jdbi.create(url)
                .useHandle(
                        sql -> {
                            sql.createUpdate(
                                            """
                                            INSERT INTO organizations (id, name, sandbox, zone, programmatic_owner_approval,
                                                created, updated)
                                            VALUES (:org, 'Old', false, 'Europe/Stockholm', false, now(), now())
                                            """)
                                    .bind("org", organization.value())
                                    .execute();
                            sql.createUpdate(
                                            """
                                            INSERT INTO credentials (username, organization_id, user_id, password_hash)
                                            VALUES ('astrid@example.com', :org, :user, :hash)
                                            """)
                                    .bind("org", organization.value())
                                    .bind("user", user)
                                    .bind("hash", hash)
                                    .execute();
                        });
        try (var database = TestKontor.open(url, 2, Clock.systemUTC())) {
            var identities = new Identities(database, new Guesses(false, System::nanoTime));
            var astrid = identities.byPassword("192.0.2.1", "Astrid@example.com", password);
            assertThat(astrid).isPresent();
            assertThat(astrid.get().confirmed()).as("nobody has mailed to it").isEmpty();
            assertThat(identities.memberships(astrid.get().id()))
                    .containsExactly(new Membership(organization, user));
            var wrong = new Secret("korrekt häst");
            assertThat(identities.byPassword("192.0.2.1", "astrid@example.com", wrong)).isEmpty();
            // A second one with the address shares the salt that the old hash had.
            var other = identities.hash("astrid@example.com", new Secret("vier grüne Stühle"));
            assertThat(other.salt()).isEqualTo(new PasswordHash(hash).salt());
        }
    }

    /** Before, one payer number of a bankgiro could name several mandates (V131). */
    @Test
    void payerNumberOfSeveralMandates_isThatOfTheNewest_andOfNoOtherFromNowOn() {
        String url = kontor.emptyDatabase();
        migrate(url, "130");
        var organization = Ids.next();
        var account = Ids.next();
        var old = Ids.next();
        var newest = Ids.next();
        var sql = Jdbi.create(kontor.asSuperuser(url));
        sql.useHandle(
                handle -> {
                    mandate(handle, organization, old, "111111", account);
                    mandate(handle, organization, newest, "222222", account);
                    mandate(handle, organization, Ids.next(), "111111", Ids.next());
                });
        migrate(url, "latest");
        sql.useHandle(
                handle -> {
                    assertThat(
                                    handle.createQuery("SELECT id FROM mandates WHERE doubled = 1")
                                            .mapTo(UUID.class)
                                            .list())
                            .containsExactly(old);
                    // A node of the version before writes its customer number, and is refused.
                    assertThat(mandate(handle, organization, Ids.next(), "333333", account))
                            .isZero();
                    assertThat(mandate(handle, organization, Ids.next(), "111111", Ids.next()))
                            .isOne();
                });
    }

    private static int mandate(
            Handle sql, UUID organization, UUID id, String customerNumber, UUID account) {
        return sql.createUpdate(
                        """
                        INSERT INTO mandates (organization_id, id, scheme, status, recurrence, external_account_id,
                            counterparty_id, destination_account_id, creditor_reference, creditor_key,
                            mandate_reference, source, source_holder, version, created, updated)
                        VALUES (:org, :id, 'AUTOGIRO', 'ACTIVE', 'RECURRING', :id, :id, :account, :customer,
                            :customer, '1001', '{}', '{}', 1, now(), now())
                        ON CONFLICT DO NOTHING
                        """)
                .bind("org", organization)
                .bind("id", id)
                .bind("customer", customerNumber)
                .bind("account", account)
                .execute();
    }

    /** Booked before it was kept what they prove, so that nobody could compare them. */
    private static long statementsWithoutDays(Database database, OrganizationId organization) {
        return database.read(
                organization,
                tx ->
                        tx.query(
                                        """
                                        SELECT count(*) FROM statements s
                                        WHERE organization_id = :org AND status = 'BOOKED' AND NOT EXISTS (
                                            SELECT FROM statement_days d
                                            WHERE d.organization_id = :org AND d.statement_id = s.id)
                                        """)
                                .mapTo(Long.class)
                                .one());
    }

    private static void migrate(String url, String version) {
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration")
                .table("schema_history")
                .target(version)
                .load()
                .migrate();
    }

    @Test
    @EnabledIfSystemProperty(named = "upgrade.write", matches = "[0-9]+")
    void databaseOfToday_isKept() throws SQLException, IOException {
        var sandbox = kontor.sandbox();
        OneOfEach.idsIn(sandbox);
        var keys = new LinkedHashMap<String, String>();
        keys.put("accessKey", sandbox.keys().owner().accessKey());
        keys.put("secret", sandbox.keys().owner().secret().text());
        keys.putAll(counts(sandbox.owner()));
        StoredDatabase.write(
                FILES.resolve("v" + System.getProperty("upgrade.write") + ".jsonl.gz"),
                kontor.asSuperuser(kontor.jdbcUrl()),
                keys);
    }

    /** How many of each list there are, by path. */
    private Map<String, String> counts(Client client) {
        var counts = new TreeMap<String, String>();
        kontor.routes().stream()
                .filter(route -> route.method().equals("GET") && !route.open())
                .filter(route -> !route.path().contains("{"))
                .filter(route -> !route.path().endsWith("/permissions"))
                .forEach(
                        route -> {
                            var items = client.get(route.path()).json().path("items");
                            if (items.isArray()) {
                                counts.put(route.path(), Integer.toString(items.size()));
                            }
                        });
        return counts;
    }

    private static Map<String, String> countsOf(Map<String, String> expected) {
        var counts = new TreeMap<>(expected);
        counts.keySet().removeIf(name -> !name.startsWith("/") || name.endsWith("/permissions"));
        return counts;
    }
}
