package kontor.testbank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import kontor.connections.Channel;
import kontor.connections.Connection;
import kontor.connections.SimulatedBank;
import kontor.core.OrganizationId;
import kontor.db.Database;

/** The only way in and out of the test bank; a connection's address is the login it uses. */
public final class TestBankChannel implements Channel {

    public static final String NAME = "testbank";

    private final Database database;
    private final Predicate<OrganizationId> sandboxes;
    private final Set<OrganizationId> known = ConcurrentHashMap.newKeySet();
    private final SimulatedBank bank;
    private final FileTable files = new FileTable();
    private final ScheduleTable schedule = new ScheduleTable();

    /**
     * @param sandboxes whether an organization is one, which it stays
     * @param clearing takes files that are not for the bank itself
     */
    public TestBankChannel(
            Database database, Predicate<OrganizationId> sandboxes, TestBank.Clearing clearing) {
        this.database = database;
        this.sandboxes = sandboxes;
        this.bank = new Simulation(database, clearing);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<SimulatedBank> simulatedBank() {
        return Optional.of(bank);
    }

    /** A file with a name that this login sent before is the same file: it is kept once. */
    @Override
    public void send(
            OrganizationId organization,
            Connection connection,
            Attempt attempt,
            Handover handover) {
        requireSandbox(organization);
        handover.mayLeave();
        String login = BankLogins.named(connection.address()).user();
        database.write(
                organization,
                tx -> {
                    try (InputStream bytes = handover.open()) {
                        var stored = files.receive(tx, login, attempt.fileName(), bytes);
                        stored.map(id -> ScheduledAction.judge(id, tx.bankNow()))
                                .ifPresent(action -> schedule.add(tx, List.of(action)));
                        return stored.isPresent();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                });
    }

    /**
     * Nobody's real money is told to a bank that is none, and none is told of money that is not.
     */
    private void requireSandbox(OrganizationId organization) {
        if (!known.contains(organization) && !sandboxes.test(organization)) {
            throw new IllegalStateException(
                    "organization "
                            + organization
                            + " is real and has a connection to the test bank, which never works");
        }
        known.add(organization);
    }

    @Override
    public Delivery delivered(
            OrganizationId organization, Connection connection, Attempt last, boolean mayHaveLeft) {
        boolean there =
                database.read(
                        organization,
                        tx -> files.hasReceived(tx, connection.address(), last.fileName()));
        return there ? Delivery.THERE : Delivery.ABSENT;
    }

    @Override
    public List<RemoteFile> waiting(OrganizationId organization, Connection connection) {
        requireSandbox(organization);
        return database.read(organization, tx -> files.waiting(tx, connection.address())).stream()
                .map(name -> new RemoteFile(name, ""))
                .toList();
    }

    @Override
    public InputStream open(OrganizationId organization, Connection connection, RemoteFile file) {
        var id =
                database.read(
                                organization,
                                tx -> files.outgoing(tx, connection.address(), file.name()))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "the test bank has no file "
                                                        + file.name()
                                                        + " for "
                                                        + connection.address()));
        return FileChunks.reader(database, organization, id);
    }

    @Override
    public void acknowledge(OrganizationId organization, Connection connection, RemoteFile file) {
        database.write(
                organization,
                tx -> {
                    files.fetched(tx, connection.address(), file.name());
                    return true;
                });
    }
}
