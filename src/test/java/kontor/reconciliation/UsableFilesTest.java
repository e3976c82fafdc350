package kontor.reconciliation;

import static kontor.reconciliation.BankFolder.entry;
import static kontor.reconciliation.BankFolder.servicer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are not as they should be and can be used: through the inbox, to the transactions of
 * the API. Each books one entry of 5.00.
 */
class UsableFilesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private List<JsonNode> before = List.of();

    /** What is done to a sound file, and whether it is one of text. */
    private record Change(String name, UnaryOperator<String> text, Charset charset) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Change change(String name, UnaryOperator<String> text) {
        return new Change(name, text, StandardCharsets.UTF_8);
    }

    private static Change replace(String before, String after) {
        return change(before + " as " + after, text -> text.replace(before, after));
    }

    private static final String XML = "<?xml version=\"1.0\" encoding=\"%s\"?>\n";

    private static String header2() {
        return "<AppHdr><Fr/></AppHdr>";
    }

    static Stream<Change> changes() {
        String header =
                "<h:AppHdr xmlns:h=\"x\"><h:Fr/><h:MsgDefIdr>camt.053</h:MsgDefIdr></h:AppHdr>";
        String made = "<CreDtTm>2026-11-27T18:00:00</CreDtTm>";
        return Stream.of(
                change("as it is", text -> text),
                change("blank lines before", text -> "\n\r\n \t\n" + XML.formatted("UTF-8") + text),
                change("twice in a row", text -> text + text),
                change(
                        "twice, each declared",
                        text -> XML.formatted("UTF-8") + text + XML.formatted("UTF-8") + text),
                change(
                        "twice in one envelope",
                        text -> "<E><H/>" + text + header2() + text + "</E>"),
                change(
                        "twice, each with a mark",
                        text -> "\uFEFF" + XML.formatted("UTF-8") + text + "\uFEFF" + text),
                change("NUL bytes behind", text -> text + "\0".repeat(70_000)),
                change("the end mark of DOS behind", text -> text + "\r\n\u001A"),
                change("end mark, then a block", text -> text + "\u001A\r\n" + "\0".repeat(511)),
                new Change(
                        "NUL bytes behind ISO-8859-1",
                        text -> XML.formatted("ISO-8859-1") + text + "\0\0",
                        StandardCharsets.ISO_8859_1),
                change("comment before", text -> " <!-- a -->\n" + XML.formatted("UTF-8") + text),
                change("byte order mark", text -> "\uFEFF" + XML.formatted("UTF-8") + text),
                change("mark and blanks", text -> "\uFEFF\n\n" + XML.formatted("utf-8") + text),
                new Change(
                        "UTF-16LE with mark",
                        text -> "\uFEFF" + XML.formatted("UTF-16") + text,
                        StandardCharsets.UTF_16LE),
                new Change(
                        "UTF-16BE without mark",
                        text -> XML.formatted("UTF-16") + text,
                        StandardCharsets.UTF_16BE),
                new Change(
                        "ISO-8859-1",
                        text ->
                                XML.formatted("ISO-8859-1")
                                        + text.replace(
                                                "</Ntry>",
                                                "<AddtlNtryInf>Größe</AddtlNtryInf></Ntry>"),
                        StandardCharsets.ISO_8859_1),
                new Change(
                        "windows-1252",
                        text -> XML.formatted("windows-1252") + text,
                        Charset.forName("windows-1252")),
                change("UTF-16 declared, UTF-8 written", text -> XML.formatted("UTF-16") + text),
                change("header beside", text -> "<BizMsg>" + header + text + "</BizMsg>"),
                change(
                        "header far beside",
                        text ->
                                "<Saa:DataPDU xmlns:Saa=\"y\"><Saa:Body>"
                                        + header
                                        + text
                                        + "</Saa:Body></Saa:DataPDU>"),
                change("no Document", text -> text.replaceAll("</?Document>", "")),
                change(
                        "header without Document",
                        text -> "<M>" + header + text.replaceAll("</?Document>", "") + "</M>"),
                change(
                        "prefixes",
                        text ->
                                text.replaceAll("<(/?)([A-Z])", "<$1n:$2")
                                        .replace(
                                                "<n:Document>",
                                                "<n:Document"
                                                        + " xmlns:n=\"urn:iso:std:iso:20022:tech:x"
                                                        + "sd:camt.053.001.14\">")),
                change(
                        "elements of a newer version",
                        text -> text.replace("<Ntry>", "<Ntry><Nw><Amt>x</Amt></Nw>")),
                replace(made, "<CreDtTm>2026-11-27T11:17:11:735</CreDtTm>"),
                replace(made, "<CreDtTm>2026-11-27T25:00:00</CreDtTm>"),
                replace(made, "<CreDtTm>0000-00-00T00:00:00</CreDtTm>"),
                replace(made, "<CreDtTm>0000-00-00</CreDtTm>"),
                replace(made, "<CreDtTm/>"),
                replace(made, ""),
                replace(made, made + "<FrToDt><FrDtTm>never</FrDtTm><ToDtTm>x</ToDtTm></FrToDt>"),
                replace(
                        "<Dt><Dt>2026-11-27</Dt></Dt>",
                        "<Dt><DtTm>2026-11-27T25:00:00</DtTm></Dt>"),
                replace("<Dt><Dt>2026-11-27</Dt></Dt>", ""),
                replace(
                        "<BookgDt><Dt>2026-11-27</Dt></BookgDt>",
                        "<BookgDt><DtTm>2026-11-27T99:99</DtTm></BookgDt>"),
                replace("<BookgDt>", "<ValDt><Dt>0000-00-00</Dt></ValDt><BookgDt>"),
                replace(">5.00<", ">+5.00<"),
                replace(">5.00<", ">5.000<"),
                replace(">5.00<", ">5<"),
                replace("<Cd>OPBD</Cd>", "<Prtry>OPBD</Prtry>"),
                replace("<Ccy>EUR</Ccy>", ""),
                change("no marks on balances", UsableFilesTest::withoutMarks),
                change(
                        "debit balances without marks",
                        text ->
                                withoutMarks(
                                        text.replace(">0.00<", ">12.00<")
                                                .replaceFirst(
                                                        "(<Cd>CLBD</Cd></CdOrPrtry></Tp><Amt"
                                                                + " Ccy=\"EUR\">)5.00",
                                                        "$17.00"))),
                change(
                        "a line of credit in both",
                        text ->
                                line(
                                        line(
                                                text.replace(">0.00<", ">1000.00<")
                                                        .replaceFirst(
                                                                "(CLBD</Cd></CdOrPrtry></Tp><Amt"
                                                                        + " Ccy=\"EUR\">)5.00",
                                                                "$11005.00"),
                                                "OPBD"),
                                        "CLBD")),
                change(
                        "a line of credit in the closing",
                        text ->
                                line(
                                        text.replaceFirst(
                                                "(CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">)5.00",
                                                "$11005.00"),
                                        "CLBD")),
                change(
                        "nobody says when",
                        text ->
                                text.replace(made, "")
                                        .replace(
                                                "<Dt><Dt>2026-11-27</Dt></Dt>",
                                                "<Dt><Dt>2026-11-27+01:00</Dt></Dt>")));
    }

    private static String withoutMarks(String text) {
        return text.replaceAll(
                "(</Tp><Amt Ccy=\"EUR\">[0-9.]+</Amt>)<CdtDbtInd>CRDT</CdtDbtInd>", "$1");
    }

    private static String line(String text, String code) {
        return text.replace(
                "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp>",
                "<Bal><Tp><CdOrPrtry><Cd>"
                        + code
                        + "</Cd></CdOrPrtry></Tp>"
                        + "<CdtLine><Incl>true</Incl><Amt Ccy=\"EUR\">1000.00</Amt></CdtLine>");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aUsableFile_isBooked(Change change) {
        var bank = bank("generic", "bank");
        String sound = bank.statement("S", DAY, 500, entry(500, DAY, servicer("U-1")));
        bank.offer(change.text.apply(sound).getBytes(change.charset));
        bank.assertStates("PROCESSED");
        assertThat(amounts()).containsExactly("5.00");
    }

    static Stream<Arguments> goldens() {
        return Stream.of(
                Arguments.of("balance-without-sign.xml", "generic", List.of("5.00")),
                Arguments.of("german-return.xml", "generic", List.of("-5.00")),
                Arguments.of("reference-beside-text.xml", "generic", List.of("5.00")),
                Arguments.of(
                        "value-date-balance.xml", "generic-value-date", List.of("15.00", "10.00")),
                Arguments.of("time-that-is-none.xml", "generic", List.of("5.00")));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aGoldenFile_isBooked(String name, String profile, List<String> amounts) {
        var bank = bank(profile, "golden");
        bank.offer(bank.golden(name));
        bank.assertStates("PROCESSED");
        assertThat(amounts()).containsExactlyInAnyOrderElementsOf(amounts);
    }

    /** Each with a statement of its own, of which the second goes on from the first. */
    @Test
    void severalDocumentsInOneFile_areAllBooked() {
        var bank = bank("generic", "several");
        String first = bank.statement("A", DAY, 500, entry(500, DAY, servicer("A")));
        String second =
                bank.page(
                        "B",
                        DAY,
                        "",
                        BankFolder.balance("OPBD", 500, DAY) + BankFolder.balance("CLBD", 800, DAY),
                        entry(300, DAY, servicer("B")));
        bank.offer(XML.formatted("UTF-8") + first + XML.formatted("UTF-8") + second);
        bank.assertStates("PROCESSED");
        assertThat(amounts()).containsExactlyInAnyOrder("5.00", "3.00");
    }

    @Test
    void balancesByValueDate_countWhatWasBookedBefore() {
        var bank = bank("generic-value-date", "values");
        bank.offer(bank.golden("value-date-balance.xml"));
        var monday = LocalDate.of(2026, 11, 30);
        // 110.00 counted on Friday; 15.00 of Friday count today, 4.00 of today only tomorrow.
        bank.offer(
                bank.page(
                        "V2",
                        monday,
                        "",
                        BankFolder.balance("OPBD", 11_000, monday)
                                + BankFolder.balance("CLBD", 12_500, monday),
                        entry(
                                400,
                                monday,
                                "<ValDt><Dt>2026-12-01</Dt></ValDt>" + servicer("V-3"))));
        bank.assertStates("PROCESSED", "PROCESSED");
        assertThat(amounts()).containsExactlyInAnyOrder("10.00", "15.00", "4.00");
    }

    @Test
    void balancesByBookingDate_underAProfileByValueDate_areNamed() {
        var bank = bank("generic-value-date", "values");
        bank.offer(bank.golden("value-date-balance.xml").replace(">110.00<", ">125.00<"));
        assertThat(bank.inbox().getLast())
                .startsWith("QUARANTINED")
                .contains("it closes by booking date (25.00 are booked), as the profile generic");
    }

    /**
     * The next statement tells again what it counts now: on which day, and under which reference.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27, V2, 12500",
        "2026-11-30, V2, 12500",
        "2026-11-30, '', 12500",
        "2026-11-30, M-9, 12500"
    })
    void whatIsCarriedOver_andToldAgain_isBookedOnce(
            LocalDate day, String reference, long closing) {
        var bank = bank("generic-value-date", "values");
        bank.offer(bank.golden("value-date-balance.xml"));
        var monday = LocalDate.of(2026, 11, 30);
        String carried =
                "<ValDt><Dt>2026-11-30</Dt></ValDt>"
                        + (reference.isEmpty() ? "" : servicer(reference));
        bank.offer(
                bank.page(
                        "V2",
                        monday,
                        "",
                        BankFolder.balance("OPBD", 11_000, monday)
                                + BankFolder.balance("CLBD", closing + 400, monday),
                        entry(1_500, day, carried),
                        entry(
                                400,
                                monday,
                                "<ValDt><Dt>2026-11-30</Dt></ValDt>" + servicer("V-3"))));
        bank.assertStates("PROCESSED", "PROCESSED");
        assertThat(amounts()).containsExactlyInAnyOrder("10.00", "15.00", "4.00");
        TestKontor.shared().wiring().banking().compareWithStatements(sandbox.organization());
        assertThat(sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").items())
                .isEmpty();
    }

    @Test
    void aClosingBalanceAlone_isProvedByTheStatementBefore() {
        var bank = bank("generic", "bank");
        // After the statements of the sandbox itself.
        var friday = LocalDate.of(2027, 3, 5);
        var monday = LocalDate.of(2027, 3, 8);
        bank.offer(bank.statement("S", friday, 500, entry(500, friday, servicer("A"))));
        bank.offer(
                bank.page(
                        "T",
                        monday,
                        "",
                        BankFolder.balance("CLBD", 700, monday),
                        entry(200, monday, servicer("B"))));
        bank.offer(
                bank.page(
                        "U",
                        monday,
                        "",
                        BankFolder.balance("CLBD", 900, monday),
                        entry(100, monday, servicer("C"))));
        assertThat(bank.states()).containsExactly("PROCESSED", "PROCESSED", "QUARANTINED");
        assertThat(bank.inbox().getLast()).contains("no opening balance", "CLBD");
        assertThat(amounts()).containsExactlyInAnyOrder("5.00", "2.00");
    }

    @Test
    void aStatementWithoutEntries_needsOneBalance() {
        var bank = bank("generic", "bank");
        for (String code : List.of("OPBD", "CLBD")) {
            bank.offer(bank.page("E-" + code, DAY, "", BankFolder.balance(code, 0, DAY)));
        }
        bank.assertStates("PROCESSED", "PROCESSED");
    }

    @Test
    void oneNumberInTwoCurrencies_isTwoAccounts() {
        var bank = bank("generic", "bank");
        String dollars =
                sandbox.anAccount()
                        .at(bank.connection())
                        .in("USD")
                        .withNumber("DE", "IBAN", bank.iban())
                        .id();
        String euro = bank.statement("E", DAY, 500, entry(500, DAY, servicer("C-1")));
        String usd = euro.replace("<Id>E</Id>", "<Id>U</Id>").replace("\"EUR\"", "\"USD\"");
        bank.offer(usd.replace("<Ccy>EUR</Ccy>", "<Ccy>USD</Ccy>"));
        bank.offer(
                usd.replace("<Ccy>EUR</Ccy>", "")
                        .replace("<Id>U</Id>", "<Id>V</Id>")
                        .replace("C-1", "C-2")
                        .replace("5.00", "11.00")
                        .replace(">0.00<", ">5.00<")
                        .replace(
                                "11.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>",
                                "6.00</Amt><Cd" + "tDbtInd>CRDT</CdtDbtInd><Sts>"));
        bank.offer(euro.replace("<Ccy>EUR</Ccy>", ""));
        bank.offer(usd.replace("<Ccy>EUR</Ccy>", "<Ccy>GBP</Ccy>").replace("\"USD\"", "\"GBP\""));
        assertThat(bank.states())
                .as(bank.inbox().toString())
                .containsExactly("PROCESSED", "PROCESSED", "PROCESSED", "QUARANTINED");
        assertThat(bank.inbox().getLast())
                .contains("in GBP, which Kontor knows in EUR and USD only");
        assertThat(amounts()).containsExactly("5.00");
        assertThat(transactions(dollars))
                .extracting(one -> one.at("/amount/stringValue").asText())
                .containsExactlyInAnyOrder("5.00", "6.00");
    }

    @Test
    void balancesOfTheBanksOwn_areReadWithAProfile() {
        String balances =
                (BankFolder.balance("010", 0, DAY) + BankFolder.balance("015", 500, DAY))
                        .replaceAll("<Cd>([0-9]+)</Cd>", "<Prtry>$1</Prtry>");
        var plain = bank("generic", "bank");
        plain.offer(plain.page("B", DAY, "", balances, entry(500, DAY, servicer("P-1"))));
        assertThat(plain.inbox().getFirst())
                .startsWith("QUARANTINED")
                .contains("no opening balance", "its balances are 010, 015");
        var bai = bank("generic-bai", "bai");
        bai.offer(bai.page("B", DAY, "", balances, entry(500, DAY, servicer("P-1"))));
        bai.assertStates("PROCESSED");
    }

    /** What the sandbox brings along is there before the first file. */
    private BankFolder bank(String profile, String folder) {
        var bank = new BankFolder(sandbox, profile, folder);
        before = transactions();
        return bank;
    }

    private List<String> amounts() {
        return transactions().stream()
                .filter(one -> !before.contains(one))
                .map(one -> one.at("/amount/stringValue").asText())
                .toList();
    }

    private List<JsonNode> transactions() {
        return transactions(sandbox.account());
    }

    private List<JsonNode> transactions(String account) {
        var items =
                sandbox.owner()
                        .get("/financial-data/v2/transactions?limit=100&accountId=" + account)
                        .json()
                        .at("/items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
