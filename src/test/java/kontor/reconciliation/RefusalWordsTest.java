package kontor.reconciliation;

import static kontor.reconciliation.BankFolder.balance;
import static kontor.reconciliation.BankFolder.entry;
import static kontor.reconciliation.BankFolder.servicer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that cannot be used, through the inbox: it says what they are, or where what is wrong. */
class RefusalWordsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    private static final String OTHER = "<Document><Other/></Document>";

    private static final String NOTIFICATION =
            "<Document><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>N</MsgId></GrpHdr>"
                    + "</BkToCstmrDbtCdtNtfctn></Document>";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);

    private static final String MT940 =
            """
            :20:STARTUMS
            :25:37040044/0532013000
            :28C:00001/001
            :60F:C261127EUR0,00
            :61:2611271127CR5,00N051NONREF
            :62F:C261127EUR5,00
            -
            """;

    private static final String MT942 =
            """
            :20:1234567
            :25:37040044/0532013000
            :28C:5/1
            :34F:EURD1,23
            :13D:2611271745+0100
            """;

    static Stream<Arguments> natures() {
        return Stream.of(
                text("an empty file", ""),
                text("nothing but blanks", " \r\n\t "),
                text("MT940", MT940),
                text("MT940", "\r\n{1:F01COBADEFFAXXX0000000000}{2:I940X}{4:\r\n" + MT940),
                text("MT942", MT942),
                text(
                        "BAI2",
                        "01,121000358,CUST,261127,0800,1,80,,2/\n02,CUST,121000358,1,261127/\n"),
                text("CSV", "Date;Amount;Text\n2026-11-27;5,00;x\n2026-11-28;6,00;y\n"),
                text("CSV", "\uFEFFdate,amount\n2026-11-27,5.00\n"),
                text("an HTML page", "<!DOCTYPE html>\n<html><body>Login</body></html>"),
                text("an HTML page", "<html lang='de'><p>Fehler 500</p></html>"),
                text("JSON", "{\"error\": \"not found\"}"),
                text("JSON", "[{\"date\": \"2026-11-27\"}]"),
                text("encrypted (PGP)", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"),
                text("encrypted or signed (PEM)", "-----BEGIN PKCS7-----\nMIIB\n"),
                text("OFX", "OFXHEADER:100\nDATA:OFXSGML\n"),
                text("EDIFACT", "UNA:+.? 'UNB+UNOC:3"),
                text("plain text", "Sehr geehrte Damen und Herren,"),
                bytes("MT940", MT940.getBytes(StandardCharsets.UTF_16LE)),
                bytes("a ZIP archive", zip("statement.xml")),
                bytes("an Excel file", zip("xl/workbook.xml")),
                bytes("an Excel or Word file of the old kind", hex("D0CF11E0A1B11AE100000000")),
                bytes("a gzip archive", gzip("<Document/>")),
                text("a PDF", "%PDF-1.7\n%âãÏÓ\n"),
                bytes("encrypted (PGP)", hex("85010C03A1B2C3D4E5F60718")),
                bytes("binary data", hex("00010203040506070809AABBCCDDEEFF00010203")),
                text(
                        "pain.001",
                        "<Document><CstmrCdtTrfInitn><GrpHdr/></CstmrCdtTrfInitn></Document>"),
                text("pain.008", "<Document><CstmrDrctDbtInitn/></Document>"),
                text(
                        "camt.029, the answer to a request to cancel (RsltnOfInvstgtn); Kontor"
                                + " reads",
                        "<Document><RsltnOfInvstgtn/></Document>"),
                text("camt.056", "<x:Document xmlns:x='a'><x:FIToFIPmtCxlReq/></x:Document>"),
                text(
                        "the message is AcctOpngReq (acmt.007.001.05), which is not read here",
                        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:acmt.007.001.05'>"
                                + "<AcctOpngReq/></Document>"),
                text("the message is New, which", "<Document><New/></Document>"),
                text(
                        "an EBICS envelope (ebicsResponse)",
                        "<?xml version='1.0'?>\n<!-- x -->\n<ebicsResponse><a/></ebicsResponse>"),
                text("an EBICS envelope (ebicsRequest)", "<e:ebicsRequest xmlns:e='urn:e'/>"),
                text("order data of EBICS", "<HPBResponseOrderData/>"),
                text(
                        "a SOAP envelope (Envelope)",
                        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>"),
                text("an HTML page", "<?xml version='1.0'?><html><p>Login</p></html>"),
                text(
                        "an Excel file (XML)",
                        "<?xml version='1.0'?><Workbook"
                                + " xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>"),
                text("a picture (SVG)", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
                text("the root element is Root", "<Root><a/></Root>"),
                text(
                        "text with XML behind it",
                        "Sehr geehrte Damen,\n\n<?xml version='1.0'?><Document/>"),
                text(
                        "text with a file of Bankgirot behind it; the file must begin with its",
                        "Exempelfil - Betalningsunderlag\r\n\r\n0120080611AUTOGIRO     \r\n"),
                text(
                        "text with a file of Bankgirot behind it",
                        "----+----1----+\n01AUTOGIRO              20091110"),
                text("text with XML behind it", "OK 200 <Document xmlns='a'><a/></Document>"),
                text("an answer over HTTP", "HTTP/1.1 200 OK\nX: y\n\n<Document/>"),
                text("an e-mail", "Subject: Auszug\nFrom: bank@example.com\n\n<Document/>"),
                text("an e-mail", "Return-Path: <a@b>\nReceived: x\n\nText"),
                text("MT103", "{1:F01COBADEFFAXXX0000000000}{2:I103XXXXN}{4:\n:20:A\n-}"),
                text("MT900", "{1:F01COBADEFFAXXX00}{2:O9001200261127}{4:\n:20:A\n-}"),
                text("a SWIFT message (MT)", ":20:A\n:21:B\n:25:C\n:32A:261127EUR1,\n"),
                text("base64 text; decode it first: inside it is XML", base64(xml())),
                text(
                        "inside it is a ZIP archive",
                        Base64.getMimeEncoder().encodeToString(zip("statement.xml"))),
                text("inside it is MT940", base64(MT940)),
                bytes("a tar archive", tar("statement.xml")),
                bytes("a picture", hex("474946383961010001000000")),
                bytes("a picture", hex("49492A0008000000")),
                bytes("encrypted (PGP)", hex("8C0D0407030245A1B2C3")),
                bytes(
                        "encrypted or signed (CMS)",
                        hex("3080" + "06092A864886F70D010703" + "A0803080020100")),
                text("a bzip2 archive", "BZh91AY&SY"),
                text("Document is empty", "<Document/>"),
                text("encoding KOI-99", "<?xml version='1.0' encoding='KOI-99'?><Document/>"),
                text(
                        "a document type is not allowed",
                        "<!DOCTYPE x [<!ENTITY e 'y'>]><Document/>"));
    }

    private static Arguments text(String words, String content) {
        return bytes(words, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments bytes(String words, byte[] content) {
        return Arguments.of(words, content);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] zip(String inside) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(inside));
            zip.write(1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.toByteArray();
    }

    private static String xml() {
        return "<?xml version='1.0'?><Document xmlns='urn:a'><BkToCstmrStmt/></Document>";
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] tar(String inside) {
        byte[] head = new byte[512];
        System.arraycopy(inside.getBytes(StandardCharsets.UTF_8), 0, head, 0, inside.length());
        System.arraycopy("ustar".getBytes(StandardCharsets.UTF_8), 0, head, 257, 5);
        return head;
    }

    private static byte[] gzip(String content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("natures")
    void aFileOfAnotherKind_isNamed(String words, byte[] content) {
        bank.offer(content);
        assertThat(bank.inbox().getLast()).startsWith("QUARANTINED").contains(words);
    }

    private static Arguments fault(String words, UnaryOperator<String> change) {
        return Arguments.of(words, change);
    }

    private static Arguments replaced(String words, String before, String after) {
        return fault(words, text -> text.replace(before, after));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                replaced(
                        "entry 2 of statement S: Amt: unknown currency EUX (line 4",
                        "\"EUR\">2.00",
                        "\"EUX\">2.00"),
                replaced(
                        "entry 2 of statement S: Amt: not a decimal number with a point: 2,00",
                        ">2.00<",
                        ">2,00<"),
                replaced(
                        "entry 2 of statement S: Amt: more decimals than EUR has: 2.005",
                        ">2.00<",
                        ">2.005<"),
                replaced("entry 2 of statement S: Amt: a negative amount", ">2.00<", ">-2.00<"),
                replaced(
                        "entry 2 of statement S: Amt: an amount without currency",
                        "<Amt Ccy=\"EUR\">2.00",
                        "<Amt>2.00"),
                replaced(
                        "not a date", "<BookgDt><Dt>2026-11-27</Dt>", "<BookgDt><Dt>27.11.26</Dt>"),
                replaced(
                        "entry 1 of statement S: CdtDbtInd: neither CRDT nor DBIT: C",
                        "<CdtDbtInd>CRDT</CdtDbtInd><Sts>",
                        "<CdtDbtInd>C</CdtDbtInd><Sts>"),
                replaced("balance 2 of statement S: Amt: more decimals", ">5.00<", ">5.001<"),
                replaced("GrpHdr: MsgId is missing", "<MsgId>M-S</MsgId>", ""),
                fault("not well-formed XML", text -> text.substring(0, text.length() / 2)),
                replaced("give 5.00, but it closes with 6.00", ">5.00<", ">6.00<"),
                replaced(
                        "its account is in EUR, but its closing balance is in USD",
                        "\"EUR\">5.00",
                        "\"USD\">5.00"),
                replaced(
                        "it has no opening balance (OPBD, PRCD or ITBD); its balances are XOPN,"
                                + " CLBD",
                        "OPBD",
                        "XOPN"),
                fault(
                        "its balance OPBD of 7.00 does not say whether it is credit or debit",
                        text ->
                                text.replace(">0.00<", ">7.00<")
                                        .replaceAll(
                                                "(</Tp><Amt"
                                                        + " Ccy=\"EUR\">[0-9.]+</Amt>)<CdtDbtInd>C"
                                                        + "RDT</CdtDbtInd>",
                                                "$1")),
                fault(
                        "is longer than 255 characters",
                        text -> text.replace("<Id>S</Id>", "<Id>" + "S".repeat(300) + "</Id>")),
                fault("it breaks off before its end (line", text -> text.substring(0, 600)),
                fault("the message is Other, which is not read here (line", text -> text + OTHER),
                fault("the root element is Other, not Document (line", text -> text + "<Other/>"),
                fault("a document type is not allowed", text -> text + "<!DOCTYPE x>" + text),
                fault("a camt.054 behind a camt.053", text -> text + NOTIFICATION),
                fault(
                        "message 2: entry 1 of statement S: Dt: no such date",
                        text ->
                                text
                                        + text.replace(
                                                "<BookgDt><Dt>2026-11-27",
                                                "<BookgDt><Dt>2026-11-31")),
                fault(
                        "message 3: not well-formed XML: it breaks off",
                        text -> text + text + text.substring(0, 600)),
                replaced(
                        "entry 1 of statement S: Dt: no such date: 2026-11-31 (line",
                        "<BookgDt><Dt>2026-11-27</Dt>",
                        "<BookgDt><Dt>2026-11-31</Dt>"),
                replaced(
                        "Amt: larger than any amount can be: 99999999999999999999.00 (line",
                        ">2.00<",
                        ">99999999999999999999.00<"),
                fault("it holds no statement", text -> text.replaceAll("(?s)<Stmt>.*</Stmt>", "")),
                fault(
                        "it holds no statement",
                        text -> text.replace("<Stmt>", "<Rpt>").replace("</Stmt>", "</Rpt>")),
                fault(
                        "the message is Other, which is not read here (line",
                        text -> "<M>" + text + OTHER + "</M>"),
                fault(
                        "which Kontor does not know",
                        text ->
                                text.replaceAll(
                                        "<IBAN>[A-Z0-9]+</IBAN>",
                                        "<IBAN>FR1420041010050500013M02606</IBAN>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultInAStatement_isSaidWithItsPlace(String words, UnaryOperator<String> change) {
        String sound =
                bank.statement(
                        "S",
                        DAY,
                        500,
                        entry(300, DAY, servicer("A")),
                        entry(200, DAY, servicer("B")));
        bank.offer(change.apply(sound));
        String first = bank.inbox().getLast();
        assertThat(first).startsWith("QUARANTINED").contains(words);
        bank.offer(change.apply(sound).replace("<Document>", "<Document >"));
        assertThat(place(bank.inbox().getLast())).isEqualTo(place(first));
    }

    /** Without the id of an earlier statement and the column, which is another one. */
    private static String place(String note) {
        return note.replaceAll("column [0-9]+", "column");
    }

    @Test
    void closingByValueDate_isNamedWithItsCure() {
        bank.offer(bank.golden("value-date-balance.xml"));
        assertThat(bank.inbox().getLast())
                .startsWith("QUARANTINED")
                .contains("it closes with 110.00; it closes by value date (10.00 count by then)")
                .contains("generic-value-date");
    }

    private static Arguments hostile(String part, String... values) {
        return Arguments.of(part, Arrays.asList(values));
    }

    static Stream<Arguments> hostileValues() {
        String large = "x".repeat(60_000);
        String big = "999999999999999999";
        return Stream.of(
                hostile("<MsgId>M-S</MsgId>", "<MsgId>" + large + "</MsgId>"),
                hostile(
                        "<Id>S</Id>",
                        "<Id>" + "S".repeat(255) + "</Id>",
                        "<Id>\uD83D\uDCA9</Id>",
                        "<Id>S</Id><ElctrncSeqNb>" + big + "</ElctrncSeqNb>",
                        "<Id>S</Id><LglSeqNb>" + big + "</LglSeqNb>",
                        "<Id>S</Id><LglSeqNb>x</LglSeqNb>",
                        page(big, "true"),
                        page("0", "true"),
                        page("-1", "true"),
                        page("1", "false")),
                hostile(
                        "<AcctSvcrRef>A</AcctSvcrRef>",
                        "<AcctSvcrRef>" + large + "</AcctSvcrRef>",
                        "<AcctSvcrRef>" + "\u00e4".repeat(255) + "</AcctSvcrRef>",
                        "<AcctSvcrRef>a&#10;b</AcctSvcrRef>",
                        "<NtryRef>" + large + "</NtryRef>",
                        "<BkTxCd><Prtry><Cd>" + large + "</Cd></Prtry></BkTxCd>",
                        "<BkTxCd><Domn><Cd>" + large + "</Cd></Domn></BkTxCd>",
                        "<Chrgs><Rcrd><Amt Ccy=\"EUR\">90000000000000000.00</Amt></Rcrd></Chrgs>",
                        "<AmtDtls><InstdAmt><Amt Ccy=\"JPY\">1</Amt></InstdAmt></AmtDtls>"),
                hostile(
                        "</Ntry>",
                        inDetails("<Btch><NbOfTxs>2147483647</NbOfTxs></Btch>"),
                        inDetails("<Btch><PmtInfId>" + large + "</PmtInfId></Btch>"),
                        inDetails(
                                "<TxDtls><Refs><EndToEndId>"
                                        + large
                                        + "</EndToEndId></Refs></TxDtls>"),
                        inDetails("<TxDtls><RmtInf><Ustrd>" + large + "</Ustrd></RmtInf></TxDtls>"),
                        inDetails(
                                inTransaction(
                                        "<Strd><CdtrRefInf><Ref>a\nb</Ref></CdtrRefInf></Strd>"
                                                .repeat(2_000))),
                        inDetails(
                                inTransaction(
                                        "<Strd><CdtrRefInf><Ref>"
                                                + large
                                                + "</Ref></CdtrRefInf></Strd>")),
                        inDetails(
                                "<TxDtls><RltdPties><Dbtr><Nm>"
                                        + large
                                        + "</Nm></Dbtr><DbtrAcct><Id><IBAN>"
                                        + large
                                        + "</IBAN></Id></DbtrAcct></RltdPties></TxDtls>"),
                        inDetails(
                                "<TxDtls><RltdPties><Dbtr><Nm>\uD83D\uDCA9</Nm></Dbtr><DbtrAcc"
                                        + "t><Id><IBAN>?</IBAN></Id></DbtrAcct></RltdPties><Rl"
                                        + "tdAgts><DbtrAgt><FinInstnId><BICFI>?</BICFI"
                                        + "></FinInstnId></DbtrAgt></RltdAgts>"
                                        + "</TxDtls>"),
                        inDetails(
                                "<TxDtls><Purp><Prtry>"
                                        + large
                                        + "</Prtry></Purp><RtrInf><Rsn><Prtry>"
                                        + large
                                        + "</Prtry></Rsn></RtrInf></TxDtls>"),
                        inDetails("<TxDtls/>".repeat(6_000)),
                        "<AddtlNtryInf>" + large + "</AddtlNtryInf></Ntry>"),
                hostile(
                        "<Dt>2026-11-27</Dt>",
                        "<Dt>1899-12-31</Dt>",
                        "<Dt>1900-01-01</Dt>",
                        "<Dt>2999-12-31</Dt>",
                        "<Dt>9999-12-31</Dt>"),
                hostile(
                        ">5.00<",
                        ">90000000000000000.00<",
                        ">92233720368547758.07<",
                        ">92233720368547758.08<"));
    }

    private static String page(String number, String last) {
        return "<Id>S</Id><StmtPgntn><PgNb>%s</PgNb><LastPgInd>%s</LastPgInd></StmtPgntn>"
                .formatted(number, last);
    }

    private static String inDetails(String inside) {
        return "<NtryDtls>" + inside + "</NtryDtls></Ntry>";
    }

    private static String inTransaction(String remittance) {
        return "<TxDtls><RmtInf>" + remittance + "</RmtInf></TxDtls>";
    }

    @ParameterizedTest
    @MethodSource("hostileValues")
    void aHostileValue_endsInAVerdict(String part, List<String> values) {
        String sound = bank.statement("S", DAY, 500, entry(500, DAY, servicer("A")));
        for (String value : values) {
            bank.offer(sound.replace(part, value));
            assertThat(bank.inbox().getLast())
                    .as(value.substring(0, Math.min(80, value.length())))
                    .matches("(?s)(PROCESSED|WAITING|DUPLICATE|QUARANTINED).*")
                    .doesNotContain("reading failed");
        }
    }

    @Test
    void severalFaults_areListedInTheirOrder_aFewOfThem() {
        var statements = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            statements.append(
                    bank.page("S" + i, DAY, "", balance("OPBD", 0, DAY) + balance("CLBD", i, DAY))
                            .replaceAll("(?s).*(<Stmt>.*</Stmt>).*", "$1"));
        }
        bank.offer(
                bank.statement("S", DAY, 0)
                        .replaceAll("(?s)<Stmt>.*</Stmt>", statements.toString()));
        String note = bank.inbox().getLast();
        assertThat(note).startsWith("QUARANTINED").contains("and 20 more");
        int[] places =
                Stream.of("S1 ", "S2 ", "S3 ", "S10 ")
                        .mapToInt(id -> note.indexOf("statement " + id))
                        .toArray();
        assertThat(Arrays.stream(places)).doesNotContain(-1).isSorted();
    }
}
