package kontor.banks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import kontor.connections.BankProfile;
import kontor.connections.Connection;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.originals.StatusDoubt;
import kontor.payments.BankReportListener;
import kontor.payments.PaymentReport;

/** A room above with the least a payment needs; its rows live and die with the transactions. */
public final class TestPayments implements PaymentSource, BankReportListener {

    private static final int MOST_PER_FILE = 2;

    private final Database database;
    private final Map<UUID, Integer> rounds = new ConcurrentHashMap<>();
    private boolean breakWriting;
    private int breakApplying;

    public TestPayments(Database database) {
        this.database = database;
        database.systemDo(
                sql -> {
                    sql.execute("CREATE SCHEMA IF NOT EXISTS banks_test");
                    sql.execute(
                            """
                            CREATE TABLE IF NOT EXISTS banks_test.payments (
                                organization_id uuid, id uuid, connection_id uuid, instruction_id uuid,
                                status text, reports integer NOT NULL DEFAULT 0)
                            """);
                });
    }

    /** How many rounds asked of the connection's payments. */
    public int rounds(Connection connection) {
        return rounds.getOrDefault(connection.id(), 0);
    }

    void breakWritingOnce() {
        breakWriting = true;
    }

    void breakApplying(int times) {
        breakApplying = times;
    }

    public void due(OrganizationId organization, Connection connection, int count) {
        database.write(
                organization,
                tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        INSERT INTO banks_test.payments (organization_id, id, connection_id, status)
                                        SELECT :org, u.id, :connection, 'APPROVED'
                                        FROM unnest(:ids::uuid[]) AS u (id)
                                        """)
                                .bind("org", organization.value())
                                .bind("connection", connection.id())
                                .bind(
                                        "ids",
                                        Stream.generate(Ids::next)
                                                .limit(count)
                                                .toArray(UUID[]::new))
                                .execute());
    }

    /** Status of each payment, with how many reports it has heard behind it. */
    public List<String> statuses(OrganizationId organization) {
        return database.read(
                organization,
                tx ->
                        tx.sql()
                                .createQuery(
                                        """
                                        SELECT status || ' ' || reports FROM banks_test.payments
                                        WHERE organization_id = :org ORDER BY id
                                        """)
                                .bind("org", organization.value())
                                .mapTo(String.class)
                                .list());
    }

    @Override
    public SourceName name() {
        return new SourceName(payments(), "test");
    }

    @Override
    public String payments() {
        return "test_payments";
    }

    @Override
    public Optional<Instant> nextDue(Tx tx, Connection connection) {
        return tx.sql()
                .createQuery(
                        """
                        SELECT status FROM banks_test.payments
                        WHERE organization_id = :org AND connection_id = :connection
                            AND status = 'APPROVED' LIMIT 1
                        """)
                .bind("org", tx.organization().value())
                .bind("connection", connection.id())
                .mapTo(String.class)
                .findOne()
                .map(_ -> Instant.EPOCH);
    }

    @Override
    public Optional<WrittenFile> writeNext(
            Tx tx, Connection connection, InstructionDraft draft, OutputStream file) {
        var taken =
                tx.sql()
                        .createQuery(
                                """
                                UPDATE banks_test.payments
                                SET status = 'PENDING_SUBMISSION', instruction_id = :instruction
                                WHERE organization_id = :org AND id IN (
                                    SELECT id FROM banks_test.payments
                                    WHERE organization_id = :org AND connection_id = :connection
                                        AND status = 'APPROVED'
                                    LIMIT :most)
                                RETURNING id
                                """)
                        .bind("org", tx.organization().value())
                        .bind("connection", connection.id())
                        .bind("instruction", draft.id())
                        .bind("most", MOST_PER_FILE)
                        .mapTo(UUID.class)
                        .list();
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        try {
            // More than one stored chunk.
            file.write(" ".repeat(300_000).getBytes(StandardCharsets.UTF_8));
            for (UUID id : taken) {
                file.write((id + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (breakWriting) {
            breakWriting = false;
            throw new IllegalStateException("broken while writing");
        }
        return Optional.of(new WrittenFile("pain.008.001.08", taken.size(), BigDecimal.TEN));
    }

    @Override
    public void sent(Tx tx, UUID instruction) {
        became(tx, instruction, "SENT");
    }

    @Override
    public List<String> adopt(Tx tx, Connection connection, UUID instruction, List<Line> lines) {
        throw new IllegalStateException("no test adopts these");
    }

    @Override
    public void unknown(Tx tx, UUID instruction) {
        became(tx, instruction, "UNKNOWN");
    }

    @Override
    public List<StatusDoubt> apply(Slices slices, UUID instruction, List<PaymentReport> reports) {
        return slices.one(tx -> apply(tx, instruction, reports));
    }

    private List<StatusDoubt> apply(Tx tx, UUID instruction, List<PaymentReport> reports) {
        reports.forEach(report -> became(tx, instruction, report.status()));
        tx.sql()
                .createUpdate(
                        """
                        UPDATE banks_test.payments SET reports = reports + 1
                        WHERE organization_id = :org AND instruction_id = :instruction
                        """)
                .bind("org", tx.organization().value())
                .bind("instruction", instruction)
                .execute();
        if (breakApplying > 0) {
            breakApplying--;
            throw new IllegalStateException("broken while applying");
        }
        return List.of();
    }

    private static void became(Tx tx, UUID instruction, String status) {
        tx.sql()
                .createUpdate(
                        """
                        UPDATE banks_test.payments SET status = :status
                        WHERE organization_id = :org AND instruction_id = :instruction
                        """)
                .bind("status", status)
                .bind("org", tx.organization().value())
                .bind("instruction", instruction)
                .execute();
    }

    /** A second bank of the same organization, over the same channel. */
    public static Connection connection(String address) {
        return new Connection(
                Ids.next(),
                "Bank " + address,
                "COBADEFFXXX",
                Ids.next(),
                BankProfile.GENERIC,
                "folder",
                address);
    }

    @Override
    public boolean overdue(Tx tx, Connection connection) {
        rounds.merge(connection.id(), 1, Integer::sum);
        return false;
    }

    @Override
    public void giveUpWaiting(Tx tx, Connection connection) {
        throw new IllegalStateException("nothing is overdue");
    }

    @Override
    public Set<UUID> accounts(Tx tx, UUID instruction) {
        return Set.of();
    }
}
