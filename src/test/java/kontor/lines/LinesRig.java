package kontor.lines;

import java.io.InputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.TestKontor;
import kontor.app.Wiring;
import kontor.banks.ArrivedFile;
import kontor.banks.BankWork;
import kontor.banks.FileHead;
import kontor.banks.FileKind;
import kontor.banks.Instructions;
import kontor.banks.TestPayments;
import kontor.banks.Verdict;
import kontor.changes.Changes;
import kontor.connections.BankProfile;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.health.HealthReport;
import kontor.iam.Organizations;
import kontor.shares.Allowance;

/**
 * A node that works for lines to scripted banks, at a pace that suits tests. It looks at every
 * organization of its database, so it is given one of its own: see {@link
 * TestKontor#freshDatabaseOrShared}.
 */
final class LinesRig implements AutoCloseable {

    static final Pace PACE =
            new Pace(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ZERO, 6, 2);

    final ScriptedBanks banks = new ScriptedBanks();
    final Database database;
    final TestPayments payments;
    final Lines lines;

    private final Wiring wiring;

    LinesRig(Database database) {
        this.database = database;
        wiring = TestKontor.wiring(database);
        payments = new TestPayments(database);
        var ground = wiring.ground();
        var calls = new Calls(PACE);
        var channels = new Channels(List.of(new LimitedChannel(banks, calls)));
        var troubles = new LineTroubles();
        var work =
                new BankWork(
                        database,
                        new Changes(database),
                        ground.journal(),
                        wiring.parties().connections(),
                        channels,
                        new BankWork.Files(
                                new Instructions(ground.journal(), List.of(payments)),
                                List.of(new AnyFile()),
                                BankWork.Gate.OPEN,
                                troubles,
                                Allowance.STANDARD));
        lines = new Lines(new Lines.Tools(database, work, channels, calls, troubles), PACE);
        lines.start();
    }

    OrganizationId organization(String name) {
        return wiring.people()
                .organizations()
                .create(new Organizations.New(name, true, ZoneId.of("Europe/Stockholm")));
    }

    /** A connection of the organization to a bank of its own. */
    Connection connect(OrganizationId organization) {
        var connection =
                new Connection(
                        Ids.next(),
                        "Scripted",
                        "COBADEFFXXX",
                        Ids.next(),
                        BankProfile.GENERIC,
                        ScriptedBanks.NAME,
                        "bank-" + Ids.next());
        database.write(
                organization,
                tx -> {
                    wiring.parties().connections().add(tx, connection);
                    return true;
                });
        return connection;
    }

    /** Payments that are due; as with real ones, an event tells of them. */
    void due(OrganizationId organization, Connection connection, int count) {
        payments.due(organization, connection, count);
        var roles = wiring.people().roles();
        database.write(organization, tx -> roles.create(tx, "role " + Ids.next(), false, Set.of()));
    }

    /** Names and states of the files that came over the connection. */
    List<String> inbox(OrganizationId organization, Connection connection) {
        return database.read(
                organization,
                tx ->
                        tx.sql()
                                .createQuery(
                                        """
                                        SELECT name || ' ' || state FROM inbox_files
                                        WHERE organization_id = :org AND connection_id = :connection
                                        ORDER BY id
                                        """)
                                .bind("org", organization.value())
                                .bind("connection", connection.id())
                                .mapTo(String.class)
                                .list());
    }

    HealthReport report(Connection connection) {
        return lines.reports().stream()
                .filter(report -> report.subject().equals(connection.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    boolean isReady(Connection connection) {
        return lines.reports().stream()
                .anyMatch(one -> one.subject().equals(connection.id().toString()) && one.ready());
    }

    @Override
    public void close() {
        lines.close();
    }

    /** Takes every file for one of its own. */
    private static final class AnyFile implements FileKind {

        @Override
        public String name() {
            return "ANY";
        }

        @Override
        public boolean recognizes(FileHead head) {
            return true;
        }

        @Override
        public Conclusion read(ArrivedFile file, Function<UUID, InputStream> files) {
            return _ -> new Verdict.Processed();
        }
    }
}
