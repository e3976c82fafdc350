package kontor.bankgirot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kontor.Await;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;

/** A sandbox organization with a bankgiro, and files as Bankgirot writes them for it. */
public final class BankgirotDesk {

    public static final String BANKGIRO = "0059941203";

    /** The last day of BgMax. */
    private static final String DAY = "2026-11-27";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final String account = sandbox.bankgiroAccount();
    private String line = "";

    public SandboxOrganization sandbox() {
        return sandbox;
    }

    public String account() {
        return account;
    }

    /** A file of advices. */
    static String advices(String... records) {
        String day = "20261217";
        var file = new StringBuilder();
        file.append(
                padded(
                        "01AUTOGIRO              "
                                + day
                                + "            AG-MEDAVI           123456"
                                + BANKGIRO));
        for (String record : records) {
            file.append(padded(record));
        }
        return file.append(padded("09" + day + "9900%07d".formatted(records.length))).toString();
    }

    static String advice(String payerNumber, String information, String comment) {
        return advice(payerNumber, information, comment, "20261217");
    }

    static String advice(String payerNumber, String information, String comment, String day) {
        return advice(payerNumber, " ".repeat(28), information, comment, day);
    }

    /**
     * @param payer clearing number, account and personal number
     */
    static String advice(
            String payerNumber, String payer, String information, String comment, String day) {
        return "73%s%016d%s     %s%s%s"
                .formatted(BANKGIRO, Long.parseLong(payerNumber), payer, information, comment, day);
    }

    /** A specification of one collection of the payer 2001 that is paid back. */
    static String refund(String reference, long minor, int serial, String day, String code) {
        return padded(
                        "01AUTOGIRO              20270105060102000123BET. SPEC & STOPP TK123456"
                                + BANKGIRO)
                + padded("17%035d%s%05d%018d   %08d ".formatted(1, day, serial, minor, 1))
                + padded(
                        "77202612280    %016d%012d%s%s%s%s "
                                .formatted(2001, minor, BANKGIRO, reference, day, code))
                + padded("09202701059900%06d%012d%06d%012d%06d%012d".formatted(0, 0, 0, 0, 1, 1));
    }

    /** A mandate that a payer made in the internet bank. */
    static String madeAtBank(String payerNumber, String account, String day) {
        return padded("51" + day + "9900" + BANKGIRO + "AG-EMEDGIV")
                + padded(
                        "52%s%016d%s198112189876     0"
                                .formatted(BANKGIRO, Long.parseLong(payerNumber), account))
                + padded("54%-36s".formatted("Anna Andersson"))
                + padded("59%s9900%07d".formatted(day, 2));
    }

    static String padded(String record) {
        return "%-80s\r\n".formatted(record);
    }

    /** A line of the register; an account of zeros is none. */
    static String registered(String payerNumber, String status, String account) {
        String line = "%s198112189876%016d1262026010120260102%s      %s";
        return padded(line.formatted(BANKGIRO, Long.parseLong(payerNumber), status, account));
    }

    String known(String payerNumber) {
        return sandbox.aMandate().of(payer()).with(autogiro(payerNumber, "'active': true")).id();
    }

    Reply collected(String payerNumber, LocalDate day) {
        return sandbox.aDirectDebit()
                .byAutogiro(known(payerNumber), 10_000)
                .into(account)
                .on(day)
                .approved();
    }

    String debitStatus(Reply debit) {
        return sandbox.developer()
                .get("/payments/v2/direct-debits/" + debit.at("/id"))
                .at("/status");
    }

    String statusOfPayer(String payerNumber) {
        return sandbox.developer().get("/payments/v2/mandates?scheme=AUTOGIRO").items().stream()
                .filter(one -> one.path("mandateReference").asText().equals(payerNumber))
                .map(one -> one.path("status").asText())
                .findFirst()
                .orElse("");
    }

    static String specification(String reference, long minor) {
        return padded(
                        "01AUTOGIRO              20261229060102000123BET. SPEC & STOPP TK123456"
                                + BANKGIRO)
                + padded("15%035d2026122800042%018d   %08d ".formatted(1, minor, 1))
                + padded(
                        "82202612280    %016d%012d%s%s          0"
                                .formatted(2001, minor, BANKGIRO, reference))
                + padded("09202612299900%06d%012d%06d%012d%06d%012d".formatted(1, 1, 0, 0, 0, 0));
    }

    static String reference(Reply debit) {
        String id = debit.at("/id").replace("-", "");
        return id.substring(16).toUpperCase(Locale.ROOT);
    }

    String payer() {
        return sandbox.aCounterparty().swedish().accountId();
    }

    String autogiro(String payerNumber, String more) {
        String fields =
                "'scheme': 'AUTOGIRO', 'creditorReference': '123456', 'mandateReference': '%s',"
                        + " 'destinationAccountId': '%s', %s";
        return fields.formatted(payerNumber, account, more);
    }

    /** One that Bankgirot has been asked for and never answers. */
    String sentMandate(String payerNumber) {
        String id =
                sandbox.aMandate().of(payer()).with(autogiro(payerNumber, "'active': false")).id();
        round();
        Await.until(() -> status(id).equals("SENT"));
        return id;
    }

    Reply mandate(String id) {
        return sandbox.developer().get("/payments/v2/mandates/" + id).ok();
    }

    String status(String id) {
        return mandate(id).at("/status");
    }

    int version(String id) {
        return mandate(id).json().path("version").asInt();
    }

    public List<String> cases() {
        return sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").ok().items().stream()
                .map(one -> one.path("summary").asText())
                .toList();
    }

    /** Puts a file where the bank puts its own, and lets it be fetched; what became of it. */
    public JsonNode offer(String content) {
        var id = UUID.randomUUID();
        String name = "UAGU4-" + id + ".txt";
        sandbox.execute(
                """
                INSERT INTO testbank.outgoing_files (organization_id, id, login, name, kind, issued)
                VALUES (:org, :id, 'user1', :name, 'AUTOGIRO', now())
                """,
                "id",
                id,
                "name",
                name);
        sandbox.execute(
                """
                INSERT INTO testbank.file_chunks (organization_id, file_id, position, bytes)
                VALUES (:org, :id, 0, :bytes)
                """,
                "id",
                id,
                "bytes",
                content.getBytes(StandardCharsets.ISO_8859_1));
        round();
        return sandbox
                .owner()
                .get("/connectivity/v2beta/connections/" + connection() + "/inbox-files?limit=100")
                .items()
                .stream()
                .filter(one -> one.path("fileName").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What is booked on the last day of BgMax. */
    List<JsonNode> bookings() {
        return sandbox
                .developer()
                .get("/financial-data/v2/transactions?limit=100&accountId=" + account)
                .items()
                .stream()
                .filter(one -> one.path("date").asText().equals(DAY))
                .toList();
    }

    /** The one that is booked on that day. */
    JsonNode booking() {
        assertThat(bookings()).hasSize(1);
        return bookings().getFirst();
    }

    /** A statement of the last day of BgMax, with balances that prove it. */
    public String statement(String total, String... entries) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
        <GrpHdr><MsgId>S-%1$s</MsgId><CreDtTm>%1$sT20:00:00</CreDtTm></GrpHdr>
        <Stmt><Id>S-%1$s</Id><CreDtTm>%1$sT20:00:00</CreDtTm>
        <Acct><Id><IBAN>%3$s</IBAN></Id><Ccy>SEK</Ccy></Acct>
        <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">0.00</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>%1$s</Dt></Dt></Bal>
        <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">%2$s</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>%1$s</Dt></Dt></Bal>
        %4$s</Stmt></BkToCstmrStmt></Document>
        """
                .formatted(DAY, total, sandbox.iban(account), String.join("", entries));
    }

    /**
     * An entry of it.
     *
     * @param references and details as XML
     */
    public static String entry(String amount, String references, String details) {
        return """
        <Ntry>%3$s<Amt Ccy="SEK">%2$s</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>%1$s</Dt></BookgDt><ValDt><Dt>%1$s</Dt></ValDt>
        <BkTxCd><Prtry><Cd>BG</Cd></Prtry></BkTxCd>%4$s
        </Ntry>
        """
                .formatted(DAY, amount, references, details);
    }

    void round() {
        var work = TestKontor.shared().wiring().banking().bankWork();
        for (var one : work.lines(sandbox.organization())) {
            Await.until(() -> work.tryRun(one));
        }
    }

    String connection() {
        if (line.isEmpty()) {
            line =
                    sandbox.owner()
                            .get("/financial-data/v2/accounts/" + account)
                            .json()
                            .at("/connectionId")
                            .asText();
            if (line.isEmpty()) {
                line =
                        String.valueOf(
                                TestKontor.shared()
                                        .wiring()
                                        .banking()
                                        .bankWork()
                                        .lines(sandbox.organization())
                                        .stream()
                                        .filter(one -> one.connection().address().equals("user1"))
                                        .findFirst()
                                        .orElseThrow()
                                        .connection()
                                        .id());
            }
        }
        return line;
    }
}
