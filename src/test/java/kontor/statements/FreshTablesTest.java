package kontor.statements;

import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.TestKontor;
import kontor.app.Sandbox;
import kontor.app.Wiring;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.embedded.EmbeddedPostgres;
import kontor.iso20022.TransactionDetails;
import kontor.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A large statement in a database that was made a moment ago and knows nothing of its tables: what
 * was planned for empty tables is still good when they are full. Counted is how many rows were
 * looked at.
 */
class FreshTablesTest {

    private static final int ENTRIES = 12_000;

    /**
     * About eight are needed for the statement and an extract that tells it again; a plan that
     * looks through the table for each slice takes twenty.
     */
    private static final int MOST_LOOKS_PER_ENTRY = 10;

    private EmbeddedPostgres postgres;
    private String url;
    private Database database;

    @BeforeEach
    void aFreshDatabase() throws SQLException {
        postgres =
                EmbeddedPostgres.start(
                        Path.of("target/fresh-postgres"), Path.of("target/postgres-programs"));
        url = postgres.createDatabase("fresh_" + System.nanoTime());
        database = TestKontor.open(url, 8, Clock.systemUTC());
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE transactions SET (autovacuum_enabled = false)");
        }
    }

    @AfterEach
    void stop() {
        database.close();
        postgres.close();
    }

    @Test
    void largeStatement_isReadTwiceWithAFewLooksForEachEntry() {
        var wiring = TestKontor.wiring(database);
        var keys = new Sandbox(wiring).create();
        var files =
                new StatementFiles(
                        database,
                        wiring.ground().changes(),
                        wiring.parties().accounts(),
                        new Statements(
                                wiring.ground().journal(),
                                wiring.banking().cases(),
                                wiring.parties().accounts(),
                                wiring.parties().balances(),
                                (_, _) -> {}));
        var statement = aStatement().ofAccount(euroIban(wiring, keys));
        for (int i = 0; i < ENTRIES; i++) {
            statement.entry(3, "R" + i, new TransactionDetails[0]);
        }
        var file = statement.file();
        OrganizationId organization = keys.organization();
        assertThat(files.read(organization, Ids.next(), file)).isEmpty();
        assertThat(files.read(organization, Ids.next(), file)).isEmpty();
        // An extract that holds them all, and one more: each is looked up.
        statement.named("EXTRACT", 2).entry(3, "ONE-MORE", new TransactionDetails[0]);
        assertThat(files.read(organization, Ids.next(), statement.file())).isEmpty();

        // Its sessions tell what they counted at the latest when they end.
        database.close();
        database = TestKontor.open(url, 2, Clock.systemUTC());
        Await.until(() -> looks() > ENTRIES);
        assertThat(looks() / ENTRIES).isLessThanOrEqualTo(MOST_LOOKS_PER_ENTRY);
    }

    private static String euroIban(Wiring wiring, Sandbox.Keys keys) {
        try (var server = new Server("127.0.0.1", 0, wiring.dispatch())) {
            server.start();
            var client = TestKontor.shared().keyHolder(keys.owner()).at(server.port());
            var accounts = client.get("/financial-data/v2/accounts?limit=500").json().at("/items");
            return StreamSupport.stream(accounts.spliterator(), false)
                    .filter(account -> account.path("currency").asText().equals("EUR"))
                    .flatMap(
                            account ->
                                    StreamSupport.stream(
                                            account.path("identifiers").spliterator(), false))
                    .filter(one -> one.path("type").asText().equals("IBAN"))
                    .map(one -> one.path("number").asText())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long looks() {
        return database.system(
                handle ->
                        handle.createQuery(
                                        """
                                        SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables
                                        WHERE schemaname = 'public' AND relname = 'transactions'
                                        """)
                                .mapTo(Long.class)
                                .one());
    }
}
