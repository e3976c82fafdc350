package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import kontor.Await;
import kontor.Jsons;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.banks.BankLine;

/**
 * A bank that offers account files of a sandbox's euro account in a folder; they go in by the real
 * inbox.
 */
final class BankFolder {

    private final SandboxOrganization sandbox;
    private String iban;
    private final String connection;
    private final String folder;
    private int files;

    BankFolder(SandboxOrganization sandbox) {
        this(sandbox, "generic", "bank");
    }

    /** Of a bank with a profile of its own, in a folder of its own. */
    BankFolder(SandboxOrganization sandbox, String profile, String folder) {
        this.sandbox = sandbox;
        this.folder = folder;
        iban = sandbox.iban(sandbox.account());
        connection =
                sandbox.owner()
                        .post(
                                "/connectivity/v2beta/connections",
                                Jsons.json(
                                        "{'name': 'Folder', 'bic': 'COBADEFFXXX',"
                                                + " 'bankProfile': '%s', 'channel': 'FOLDER',"
                                                        .formatted(profile)
                                                + " 'folder': '%s'}".formatted(folder)))
                        .created()
                        .at("/id");
        reportsOf(sandbox.account());
    }

    /** After the sandbox's own banks have told what their accounts open with. */
    BankFolder afterOpening() {
        rounds(_ -> true);
        return this;
    }

    /** Makes an account of this bank alone, of which all files from now on are; its id. */
    String anAccount(String number) {
        iban = number;
        String entity = sandbox.owner().get("/financial-data/v2/entities").at("/items/0/id");
        return sandbox.owner()
                .post(
                        "/financial-data/v2beta/accounts",
                        Jsons.json(
                                """
                                {'connectionId': '%s', 'entityId': '%s', 'market': 'DE', 'currency': 'EUR', 'name': 'Own',
                                 'identifiers': [{'type': 'IBAN', 'number': '%s'}], 'routing': [{'type': 'BIC', 'number': 'COBADEFFXXX'}]}
                                """
                                        .formatted(connection, entity, number)))
                .created()
                .at("/id");
    }

    /** All files from now on are of another account. */
    void ofAccount(String number) {
        iban = number;
    }

    /** The account, which is reached over another connection, names this one as a reporter. */
    void reportsOf(String account) {
        sandbox.owner()
                .patch(
                        "/financial-data/v2/accounts/" + account,
                        Jsons.json(
                                "[{'op': 'add', 'path': '/reportedBy/-', 'value': '%s'}]"
                                        .formatted(connection)),
                        "If-Match",
                        sandbox.owner()
                                .get("/financial-data/v2/accounts/" + account)
                                .header("ETag"))
                .ok();
    }

    /** Offers a file and lets it be read; its name. */
    String offer(String content) {
        return offer(content.getBytes(StandardCharsets.UTF_8));
    }

    String offer(byte[] content) {
        String name = "file-" + ++files + ".xml";
        var in = folder().resolve("in");
        try {
            Path part = Files.write(Files.createDirectories(in).resolve(name + ".part"), content);
            Files.move(part, in.resolve(name));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        round();
        return name;
    }

    /** A golden file, of this account. */
    String golden(String name) {
        try (var in = BankFolder.class.getResourceAsStream("/golden/reading/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("DE89370400440532013000", iban);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String iban() {
        return iban;
    }

    String connection() {
        return connection;
    }

    /** Where files to the bank lie. */
    Path out() {
        return folder().resolve("out");
    }

    private Path folder() {
        return TestKontor.BANK_FILES.resolve(sandbox.organizationId()).resolve(folder);
    }

    /** Files out and in over this connection; nothing happens at the sandbox's own banks. */
    void round() {
        rounds(line -> line.connection().id().toString().equals(connection));
    }

    private void rounds(Predicate<BankLine> which) {
        var work = TestKontor.shared().wiring().banking().bankWork();
        work.lines(sandbox.organization()).stream()
                .filter(which)
                .forEach(line -> Await.until(() -> work.tryRun(line)));
    }

    /** The status of each file and its note, oldest first. */
    List<String> inbox() {
        var items =
                sandbox.owner()
                        .get(
                                "/connectivity/v2beta/connections/"
                                        + connection
                                        + "/inbox-files?limit=100")
                        .json();
        return StreamSupport.stream(items.at("/items").spliterator(), false)
                .toList()
                .reversed()
                .stream()
                .map(
                        file ->
                                (file.path("status").asText() + " " + file.path("note").asText())
                                        .strip())
                .toList();
    }

    List<String> states() {
        return inbox().stream().map(one -> one.split(" ")[0]).toList();
    }

    /** A statement of one day that adds up. */
    String statement(String id, LocalDate day, long sumMinor, String... entries) {
        return page(id, day, "", balance("OPBD", 0, day) + balance("CLBD", sumMinor, day), entries);
    }

    /**
     * @param pagination the element that tells which page it is
     */
    String page(String id, LocalDate day, String pagination, String balances, String... entries) {
        return """
        <Document><BkToCstmrStmt><GrpHdr><MsgId>M-%1$s</MsgId><CreDtTm>%2$sT18:00:00</CreDtTm></GrpHdr>
        <Stmt><Id>%1$s</Id>%3$s<CreDtTm>%2$sT18:00:00</CreDtTm><Acct><Id><IBAN>%4$s</IBAN></Id><Ccy>EUR</Ccy></Acct>
        %5$s%6$s</Stmt></BkToCstmrStmt></Document>
        """
                .formatted(id, day, pagination, iban, balances, String.join("\n", entries));
    }

    static String pagination(int number, boolean last) {
        return "<StmtPgntn><PgNb>%s</PgNb><LastPgInd>%s</LastPgInd></StmtPgntn>"
                .formatted(number, last);
    }

    static String balance(String code, long minor, LocalDate day) {
        return "<Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>%s<Dt><Dt>%s</Dt></Dt></Bal>"
                .formatted(code, amount(minor), day);
    }

    String notification(String message, LocalDate day, String... entries) {
        return """
        <Document><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>%1$s</MsgId><CreDtTm>%2$sT17:00:00</CreDtTm></GrpHdr>
        <Ntfctn><Id>N-%1$s</Id><CreDtTm>%2$sT17:00:00</CreDtTm><Acct><Id><IBAN>%3$s</IBAN></Id></Acct>
        %4$s</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
        """
                .formatted(message, day, iban, String.join("\n", entries));
    }

    /**
     * @param references what stands before the details, e.g. AcctSvcrRef
     */
    static String entry(long minor, LocalDate day, String references, String... details) {
        return "<Ntry>%s<Sts>BOOK</Sts><BookgDt><Dt>%s</Dt></BookgDt>%s%s</Ntry>"
                .formatted(
                        amount(minor),
                        day,
                        references,
                        details.length == 0
                                ? ""
                                : "<NtryDtls>" + String.join("\n", details) + "</NtryDtls>");
    }

    static String servicer(String reference) {
        return "<AcctSvcrRef>" + reference + "</AcctSvcrRef>";
    }

    static String batch(int transactions) {
        return "<Btch><NbOfTxs>" + transactions + "</NbOfTxs></Btch>";
    }

    static String detail(long minor, String endToEndId) {
        return "<TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs>%s</TxDtls>"
                .formatted(endToEndId, amount(minor));
    }

    static String[] strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> detail(1, "STRANGER-" + i))
                .toArray(String[]::new);
    }

    private static String amount(long minor) {
        return String.format(
                Locale.ROOT,
                "<Amt Ccy=\"EUR\">%d.%02d</Amt><CdtDbtInd>%s</CdtDbtInd>",
                Math.abs(minor) / 100,
                Math.abs(minor) % 100,
                minor < 0 ? "DBIT" : "CRDT");
    }

    void assertStates(String... expected) {
        assertThat(states()).as(inbox().toString()).containsExactly(expected);
    }
}
