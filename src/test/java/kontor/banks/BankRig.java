package kontor.banks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.TestKontor;
import kontor.changes.Changes;
import kontor.changes.Request;
import kontor.connections.Carried;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.connections.FragileChannel;
import kontor.connections.SimulatedBank;
import kontor.core.Caller;
import kontor.core.Ids;
import kontor.core.OrganizationId;
import kontor.db.Database;
import kontor.folders.FolderChannel;
import kontor.iso20022.Camt053Reader;
import kontor.iso20022.IncomingMessage;
import kontor.payments.BankReportFiles;
import kontor.shares.Allowance;
import kontor.xml.MalformedMessage;
import kontor.xml.ReadLimits;
import org.jdbi.v3.core.Handle;

/** One organization with one bank behind a folder, and what the tests ask of it. */
final class BankRig {

    /** Bytes that a file from the bank may have. */
    static final int LARGEST = 1 << 20;

    final Database database = TestKontor.shared().database();
    final OrganizationId organization = TestKontor.shared().organization();
    final Connection connection = TestPayments.connection("bank");
    final FragileChannel channel;
    final TestPayments payments = new TestPayments(database);
    final HeardStatements statements = new HeardStatements();
    final List<String> troubles = new CopyOnWriteArrayList<>();
    final BankWork work;
    private final Path base;

    BankRig(Path base) {
        this.base = base.resolve(organization.toString());
        channel = new FragileChannel(new FolderChannel(base, LARGEST), new Idle());
        work = node();
        add(connection);
        // The folders are there once the channel was used.
        channel.waiting(organization, connection);
        channel.delivered(
                organization, connection, Carried.of(new byte[0]).attempt("none", 1), false);
    }

    /** Another server process on the same database. */
    BankWork node() {
        return node(Allowance.STANDARD);
    }

    /** The same where an organization may have less stored. */
    BankWork node(Allowance allowance) {
        return node(allowance, BankWork.Gate.OPEN);
    }

    /** The same behind another gate. */
    BankWork node(BankWork.Gate gate) {
        return node(Allowance.STANDARD, gate);
    }

    private BankWork node(Allowance allowance, BankWork.Gate gate) {
        var wiring = TestKontor.shared().wiring();
        var instructions = new Instructions(wiring.ground().journal(), List.of(payments));
        return new BankWork(
                database,
                new Changes(database),
                wiring.ground().journal(),
                wiring.parties().connections(),
                new Channels(List.of(channel)),
                new BankWork.Files(
                        instructions,
                        List.of(
                                new BankReportFiles(
                                        wiring.ground().changes(),
                                        instructions,
                                        wiring.banking().cases(),
                                        (_, _, _) -> false,
                                        (_, _) -> {},
                                        List.of(payments)),
                                statements),
                        gate,
                        (_, what, why) -> troubles.add(what + ": " + why.getMessage()),
                        allowance));
    }

    void add(Connection more) {
        database.write(
                organization,
                tx -> {
                    TestKontor.shared().wiring().parties().connections().add(tx, more);
                    return true;
                });
    }

    /** A request of an operator. */
    <T> Request<T> asked(UUID id, T request) {
        var operator =
                new Caller(
                        organization,
                        Ids.next(),
                        "operator",
                        "Operator",
                        Ids.next(),
                        false,
                        false,
                        Set.of(),
                        100);
        return new Request<>(operator, Ids.next(), id, Optional.empty(), request);
    }

    void round() {
        for (var line : work.lines(organization)) {
            if (!work.tryRun(line)) {
                throw new IllegalStateException("another is at it");
            }
        }
    }

    /** The way to the bank behind the folder. */
    BankLine line() {
        return new BankLine(organization, connection);
    }

    /** The database gives up whoever has a turn here: his session ends, and so do his leases. */
    void loseLeases() {
        database.systemDo(
                sql ->
                        sql.createQuery(
                                        """
                                        SELECT count(pg_terminate_backend(pid)) FROM pg_locks
                                        WHERE locktype = 'advisory' AND classid = :space
                                            AND objid = :number AND pid <> pg_backend_pid()
                                        """)
                                .bind("space", 0x4B4E54)
                                .bind("number", organization.value().hashCode())
                                .mapTo(Long.class)
                                .one());
        database.write(
                organization,
                tx ->
                        tx.update(
                                        """
                                        UPDATE leases SET held_until = '-infinity'
                                        WHERE organization_id = :org
                                        """)
                                .execute());
    }

    /** What lies at the bank, by name. */
    List<String> atTheBank() {
        return names("out");
    }

    List<String> names(String folder) {
        try (Stream<Path> files = Files.list(base.resolve("bank").resolve(folder))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    byte[] atTheBank(String name) throws IOException {
        return Files.readAllBytes(base.resolve("bank/out").resolve(name));
    }

    void bankTakesEverything() throws IOException {
        for (String name : atTheBank()) {
            Files.delete(base.resolve("bank/out").resolve(name));
        }
    }

    void bankOffers(String name, String content) {
        try {
            Path in = Files.createDirectories(base.resolve("bank/in"));
            Files.write(in.resolve(name), content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The bank's answer to the whole of our only instruction. */
    String report(String reportId, String status) {
        return report(
                reportId,
                status,
                text("""
                SELECT message_id FROM instructions WHERE organization_id = :org
                """)
                        .getFirst());
    }

    static String report(String reportId, String status, String messageId) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
          <CstmrPmtStsRpt>
            <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-12-01T10:00:00</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts>
              <OrgnlMsgId>%s</OrgnlMsgId>
              <OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>
              <GrpSts>%s</GrpSts>
            </OrgnlGrpInfAndSts>
          </CstmrPmtStsRpt>
        </Document>
        """
                .formatted(reportId, messageId, status);
    }

    static String statement(String id) {
        return """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
          <BkToCstmrStmt>
            <GrpHdr><MsgId>%s</MsgId><CreDtTm>2026-12-01T18:00:00</CreDtTm></GrpHdr>
            <Stmt>
              <Id>%s</Id>
              <Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
            </Stmt>
          </BkToCstmrStmt>
        </Document>
        """
                .formatted(id, id);
    }

    /** States of the instructions, oldest first. */
    List<String> instructions() {
        return text("SELECT state FROM instructions WHERE organization_id = :org ORDER BY id");
    }

    /** Name and state of each file received, in the order received. */
    List<String> inbox() {
        return text(
                """
                SELECT name || ' ' || state FROM inbox_files
                WHERE organization_id = :org ORDER BY id
                """);
    }

    /** Why things from the bank were not taken. */
    List<String> notTaken() {
        return text(
                """
                SELECT summary FROM cases
                WHERE organization_id = :org AND kind = 'FILE_NOT_TAKEN' ORDER BY id
                """);
    }

    List<String> notes() {
        return text(
                """
                SELECT coalesce(note, '') FROM inbox_files WHERE organization_id = :org ORDER BY id
                """);
    }

    List<String> text(String sql) {
        return database.read(
                organization,
                tx ->
                        tx.sql()
                                .createQuery(sql)
                                .bind("org", organization.value())
                                .mapTo(String.class)
                                .list());
    }

    /** Hears statements; reads them as a room above would. */
    static final class HeardStatements implements FileKind {

        private final List<UUID> heard = new ArrayList<>();
        private int breaks;
        private Optional<String> leftOut = Optional.empty();

        void breakReading(int times) {
            breaks = times;
        }

        List<UUID> heard() {
            return List.copyOf(heard);
        }

        /** From now on every file holds something that the room above cannot use. */
        void leaveOut(String reason) {
            leftOut = Optional.of(reason);
        }

        @Override
        public String name() {
            return "STATEMENT";
        }

        @Override
        public boolean recognizes(FileHead head) {
            return IncomingMessage.STATEMENT.isIn(head.open());
        }

        @Override
        public Conclusion read(ArrivedFile file, Function<UUID, InputStream> files) {
            try {
                Camt053Reader.read(
                        files.apply(file.id()), ReadLimits.ofFileBytes(1 << 20), new NoInterest());
            } catch (MalformedMessage malformed) {
                return _ -> new Verdict.Quarantined(String.valueOf(malformed.getMessage()));
            }
            if (breaks > 0) {
                breaks--;
                throw new IllegalStateException("broken while reading");
            }
            heard.add(file.id());
            return _ ->
                    leftOut.<Verdict>map(Verdict.Quarantined::new)
                            .orElseGet(Verdict.Processed::new);
        }
    }

    static final class Idle implements SimulatedBank {
        @Override
        public void run(OrganizationId organization, Instant bankNow) {
            // no simulated bank here
        }

        @Override
        public Map<OrganizationId, Instant> moments(Handle watching) {
            return Map.of();
        }

        @Override
        public Optional<Instant> nextMoment(OrganizationId organization, Instant after) {
            return Optional.of(after.plusSeconds(3_600));
        }
    }
}
