package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A refusal in a status report is never lost: it is applied where it is certain, otherwise a case
 * is open. In the rows, {@code A} and {@code B} stand for the ids of the two payments of the file,
 * {@code M} and {@code G} for those of the file and its payment information.
 */
class RefusalsTest {

    private static final String REFUSED = "<TxSts>RJCT</TxSts>" + reason("AC04");

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private final String account = bank.anAccount("DE02120300000000202051");
    private int reports;

    private record Row(String name, String statuses, String cases, String... reports) {}

    private record Sent(Reply one, Reply other, String message, String group) {

        String filled(String text) {
            return text.replace("{A}", id(one))
                    .replace("{B}", id(other))
                    .replace("{M}", message)
                    .replace("{AMOUNT}", one.at("/amount/stringValue"))
                    .replace("{DAY}", one.at("/effectiveDate"))
                    .replace("{G}", group);
        }

        static String id(Reply payment) {
            return payment.at("/id").replace("-", "");
        }
    }

    private static String reason(String code) {
        return "<StsRsnInf><Rsn><Cd>" + code + "</Cd></Rsn></StsRsnInf>";
    }

    private static String of(String ids, String status) {
        return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>{G}</OrgnlPmtInfId><TxInfAndSts>"
                + ids
                + status
                + "</TxInfAndSts></OrgnlPmtInfAndSts>";
    }

    private static String ofGroup(String told) {
        return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>{G}</OrgnlPmtInfId>"
                + told
                + "</OrgnlPmtInfAndSts>";
    }

    private static String transaction(String ids) {
        return "<TxInfAndSts>" + ids + REFUSED + "</TxInfAndSts>";
    }

    private static String strangers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> transaction(endToEnd("INVOICE-" + i)))
                .collect(Collectors.joining());
    }

    private static String refusedGroup(String id) {
        return "<OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>".formatted(id)
                + "<PmtInfSts>RJCT</PmtInfSts></OrgnlPmtInfAndSts>";
    }

    private static String counted(int refused) {
        return "<NbOfTxsPerSts><DtldNbOfTxs>%s</DtldNbOfTxs>".formatted(refused)
                + "<DtldSts>RJCT</DtldSts></NbOfTxsPerSts>";
    }

    private static String endToEnd(String id) {
        return "<OrgnlEndToEndId>" + id + "</OrgnlEndToEndId>";
    }

    private static String status(String code) {
        return "<TxSts>" + code + "</TxSts>";
    }

    private static String original(String told) {
        return "<OrgnlTxRef>" + told + "</OrgnlTxRef>";
    }

    private static String amount(String currency, String decimal) {
        return "<Amt><InstdAmt Ccy=\"%s\">%s</InstdAmt></Amt>".formatted(currency, decimal);
    }

    private static String day(String date) {
        return "<ReqdExctnDt><Dt>" + date + "</Dt></ReqdExctnDt>";
    }

    private static String total(String transactions) {
        return "<OrgnlNbOfTxs>" + transactions + "</OrgnlNbOfTxs>";
    }

    private static String group(String status) {
        return "<GrpSts>" + status + "</GrpSts>";
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        String upper = "upper:";
        String a = endToEnd("{A}");
        return Stream.of(
                        new Row("as we wrote it", "FAILED SENT", "", of(a, REFUSED)),
                        new Row("in upper case", "FAILED SENT", "", upper + of(a, REFUSED)),
                        new Row(
                                "without leading zeros, with blanks",
                                "FAILED SENT",
                                "",
                                "zeros:" + of(endToEnd("  {A} "), REFUSED)),
                        new Row("cut to 30", "FAILED SENT", "", "cut30:" + of(a, REFUSED)),
                        new Row(
                                "instruction id only",
                                "FAILED SENT",
                                "",
                                of("<OrgnlInstrId>{A}</OrgnlInstrId>", REFUSED)),
                        new Row(
                                "instruction id beside NOTPROVIDED",
                                "FAILED SENT",
                                "",
                                of(
                                        "<OrgnlInstrId>{A}</OrgnlInstrId>"
                                                + endToEnd("NOTPROVIDED"),
                                        REFUSED)),
                        new Row(
                                "transaction id only",
                                "FAILED SENT",
                                "",
                                of("<OrgnlTxId>{A}</OrgnlTxId>", REFUSED)),
                        new Row(
                                "no payment information id",
                                "FAILED SENT",
                                "",
                                "<OrgnlPmtInfAndSts><TxInfAndSts>"
                                        + a
                                        + REFUSED
                                        + "</TxInfAndSts></OrgnlPmtInfAndSts>"),
                        new Row(
                                "outside the groups",
                                "FAILED SENT",
                                "",
                                "<TxInfAndSts>" + a + REFUSED + "</TxInfAndSts>"),
                        new Row(
                                "an id of nobody",
                                "SENT SENT",
                                "STATUS_WITHOUT_PAYMENT",
                                of(endToEnd("INVOICE-7"), REFUSED)),
                        new Row(
                                "ids of a thousand strangers beside ours",
                                "FAILED SENT",
                                "STATUS_WITHOUT_PAYMENT",
                                ofGroup(transaction(a) + strangers(1_000))),
                        new Row(
                                "no id at all",
                                "SENT SENT",
                                "STATUS_WITHOUT_PAYMENT",
                                of(endToEnd("NOTPROVIDED"), REFUSED)),
                        new Row(
                                "ids of two payments",
                                "SENT SENT",
                                "STATUS_WITHOUT_PAYMENT",
                                of("<OrgnlInstrId>{B}</OrgnlInstrId>" + a, REFUSED)),
                        new Row(
                                "the whole file",
                                "FAILED FAILED",
                                "",
                                group("RJCT") + reason("AM05")),
                        new Row(
                                "the payment information",
                                "FAILED FAILED",
                                "",
                                refusedGroup("{G}")),
                        new Row(
                                "an unknown payment information",
                                "SENT SENT",
                                "STATUS_WITHOUT_PAYMENT",
                                refusedGroup("OTHER")),
                        new Row(
                                "an unknown status",
                                "SENT SENT",
                                "STATUS_UNKNOWN",
                                of(a, status("XXXX"))),
                        new Row(
                                "an unknown group status",
                                "SENT SENT",
                                "STATUS_UNKNOWN",
                                group("XXXX")),
                        new Row(
                                "a reason without a status",
                                "SENT SENT",
                                "STATUS_UNKNOWN",
                                of(a, reason("AC04"))),
                        new Row(
                                "a reason below a refused file",
                                "FAILED FAILED",
                                "",
                                group("RJCT") + "||" + of(a, reason("AC04"))),
                        new Row(
                                "counts that do not add up",
                                "FAILED SENT",
                                "REPORT_COUNTS_DIFFER",
                                group("PART") + counted(2) + "||" + of(a, REFUSED)),
                        new Row(
                                "PART that lists none",
                                "SENT SENT",
                                "REPORT_COUNTS_DIFFER",
                                group("PART")),
                        new Row(
                                "PART of a payment information that lists none",
                                "SENT SENT",
                                "REPORT_COUNTS_DIFFER",
                                ofGroup("<PmtInfSts>PART</PmtInfSts>")),
                        new Row(
                                "a refused file, and a payment of it accepted",
                                "ACCEPTED FAILED",
                                "STATUS_CONTRADICTS",
                                group("RJCT") + reason("AM05") + "||" + of(a, status("ACCP"))),
                        new Row(
                                "a refused file, and its payment information accepted",
                                "ACCEPTED ACCEPTED",
                                "STATUS_CONTRADICTS",
                                group("RJCT") + "||" + ofGroup("<PmtInfSts>ACCP</PmtInfSts>")),
                        new Row(
                                "an accepted file, and a payment of it refused",
                                "FAILED ACCEPTED",
                                "",
                                group("ACCP") + "||" + of(a, REFUSED)),
                        new Row(
                                "a reason of the file without a status",
                                "SENT SENT",
                                "STATUS_UNKNOWN",
                                reason("AM05") + "||"),
                        new Row(
                                "a reason of the payment information without a status",
                                "SENT SENT",
                                "STATUS_UNKNOWN",
                                ofGroup(reason("AM05"))),
                        new Row(
                                "a reason of the file, statuses below",
                                "FAILED ACCEPTED",
                                "",
                                reason("AM05")
                                        + "||"
                                        + of(a, REFUSED)
                                        + of(endToEnd("{B}"), status("ACCP"))),
                        new Row(
                                "small letters",
                                "FAILED SENT",
                                "",
                                of(a, status("rjct") + reason("AC04"))),
                        new Row(
                                "settled after refused",
                                "FAILED SENT",
                                "STATUS_CONTRADICTS",
                                of(a, REFUSED),
                                of(a, status("ACSC"))),
                        new Row(
                                "refused after settled",
                                "RETURNED SENT",
                                "STATUS_CONTRADICTS",
                                of(a, status("ACSC")),
                                of(a, REFUSED)),
                        new Row(
                                "settled after cancelled",
                                "FAILED SENT",
                                "STATUS_CONTRADICTS",
                                of(a, status("CANC")),
                                of(a, status("ACSC"))),
                        new Row(
                                "one report id for two reports",
                                "FAILED FAILED",
                                "",
                                "id=R:" + of(a, REFUSED),
                                "id=R:" + of(endToEnd("{B}"), REFUSED)),
                        new Row(
                                "the amount that we ordered",
                                "FAILED SENT",
                                "",
                                of(a, REFUSED + original(amount("EUR", "{AMOUNT}")))),
                        new Row(
                                "another amount",
                                "SENT SENT",
                                "STATUS_CONTRADICTS",
                                of(a, REFUSED + original(amount("EUR", "9999.99")))),
                        new Row(
                                "another amount of an acceptance",
                                "SENT SENT",
                                "STATUS_CONTRADICTS",
                                of(a, status("ACCP") + original(amount("EUR", "9999.99")))),
                        new Row(
                                "another amount below a refused file",
                                "SENT FAILED",
                                "STATUS_CONTRADICTS",
                                group("RJCT")
                                        + "||"
                                        + of(a, REFUSED + original(amount("EUR", "9999.99")))),
                        new Row(
                                "another currency",
                                "SENT SENT",
                                "STATUS_CONTRADICTS",
                                of(a, REFUSED + original(amount("USD", "{AMOUNT}")))),
                        new Row(
                                "an amount that is none",
                                "FAILED SENT",
                                "",
                                of(a, REFUSED + original(amount("", "n/a")))),
                        new Row(
                                "the day that we ordered",
                                "FAILED SENT",
                                "",
                                of(a, REFUSED + original(day("{DAY}")))),
                        new Row(
                                "another day",
                                "FAILED SENT",
                                "STATUS_CONTRADICTS",
                                of(a, REFUSED + original(day("2021-01-04")))),
                        new Row(
                                "the count of the file",
                                "FAILED FAILED",
                                "",
                                total("2") + group("RJCT") + "||"),
                        new Row(
                                "another count of the file",
                                "SENT SENT",
                                "REPORT_COUNTS_DIFFER",
                                total("7") + group("RJCT") + "||"),
                        new Row(
                                "another sum of the file",
                                "SENT SENT",
                                "REPORT_COUNTS_DIFFER",
                                "<OrgnlCtrlSum>1.00</OrgnlCtrlSum>" + group("RJCT") + "||"),
                        new Row(
                                "another count of the file, and one payment",
                                "FAILED SENT",
                                "REPORT_COUNTS_DIFFER",
                                total("7") + group("RJCT") + "||" + of(a, REFUSED)),
                        new Row(
                                "another count of the payment information",
                                "SENT SENT",
                                "REPORT_COUNTS_DIFFER",
                                ofGroup(total("3") + "<PmtInfSts>RJCT</PmtInfSts>")),
                        new Row(
                                "the count of the payment information",
                                "FAILED FAILED",
                                "",
                                ofGroup(total("2") + "<PmtInfSts>RJCT</PmtInfSts>")),
                        new Row(
                                "two reasons told of one payment",
                                "FAILED SENT",
                                "STATUS_CONTRADICTS",
                                of(a, REFUSED) + of(a, "<TxSts>RJCT</TxSts>" + reason("AM05"))),
                        new Row(
                                "one reason told twice of one payment",
                                "FAILED SENT",
                                "",
                                of(a, REFUSED) + of(a, REFUSED)),
                        new Row(
                                "both told of one payment",
                                "FAILED SENT",
                                "STATUS_CONTRADICTS",
                                of(a, REFUSED) + of(a, status("ACCP"))))
                .map(row -> dynamicTest(row.name, () -> check(row)));
    }

    /**
     * What banks say one after the other of one payment, in reports of their own: {@code F} of the
     * whole file, else of the payment alone. A reason stands behind its status.
     */
    @ParameterizedTest
    @CsvSource({
        "RJCT-AC04 ACCP,      FAILED,   STATUS_CONTRADICTS",
        "RJCT-AC04 ACTC,      FAILED,   STATUS_CONTRADICTS",
        "RJCT-AC04 ACSP,      FAILED,   STATUS_CONTRADICTS",
        "RJCT-AC04 ACWC,      FAILED,   STATUS_CONTRADICTS",
        "RJCT-AC04 PDNG,      FAILED,   STATUS_CONTRADICTS",
        "RJCT-AC04 ACSC,      FAILED,   STATUS_CONTRADICTS",
        "RJCT-AC04 RCVD,      FAILED,   ",
        "RJCT-AC04 RJCT-AC04, FAILED,   ",
        "RJCT-AC04 RJCT,      FAILED,   ",
        "RJCT-AC04 RJCT-AM05, FAILED,   STATUS_CONTRADICTS",
        "RJCT RJCT-AM05,      FAILED,   STATUS_CONTRADICTS",
        "RJCT-AC04 CANC,      FAILED,   STATUS_CONTRADICTS",
        "CANC ACSC,           FAILED,   STATUS_CONTRADICTS",
        "CANC CANC,           FAILED,   ",
        "ACCP RJCT-AC04,      FAILED,   ",
        "ACSC RJCT-AC04,      RETURNED, STATUS_CONTRADICTS",
        "ACCC CANC,           RETURNED, STATUS_CONTRADICTS",
        "ACSC ACCP,           EXECUTED, ",
        "ACSC FRJCT,          RETURNED, STATUS_CONTRADICTS",
        "FRJCT-AM05 ACSC,     FAILED,   STATUS_CONTRADICTS",
        "FRJCT-AM05 ACCP,     FAILED,   STATUS_CONTRADICTS",
        "FRJCT-AM05 RJCT-AC04,FAILED,   STATUS_CONTRADICTS",
        "FRJCT-AM05 FPART,    FAILED,   REPORT_COUNTS_DIFFER",
        "RJCT-AC04 FACCP,     FAILED,   STATUS_CONTRADICTS"
    })
    void oneAfterTheOther(String said, String status, @Nullable String cases) {
        var sent = sent();
        for (String one : said.split(" ")) {
            String code = one.substring(one.startsWith("F") ? 1 : 0).split("-")[0];
            String why = one.contains("-") ? reason(one.split("-")[1]) : "";
            bank.offer(
                    report(
                            sent,
                            one.startsWith("F")
                                    ? group(code) + why
                                    : of(endToEnd("{A}"), status(code) + why)));
        }
        assertThat(sandbox.creditTransfers().get(sent.one).at("/status")).isEqualTo(status);
        var open = openCases();
        assertThat(open)
                .filteredOn(one -> !one.at("/paymentId").asText().equals(sent.other.at("/id")))
                .extracting(one -> one.path("kind").asText())
                .containsExactlyElementsOf(cases == null ? List.of() : List.of(cases));
        open.forEach(this::close);
    }

    @Test
    void bookingOfARefusedPayment_opensACase_whichItsReturnCloses() {
        var sent = sent();
        bank.offer(report(sent, of(endToEnd("{A}"), REFUSED)));
        long ordered = Long.parseLong(sent.one.at("/amount/value"));
        var day = LocalDate.parse(sent.one.at("/effectiveDate"));
        bank.offer(bank.statement("S1", day, -ordered, moved(sent.one, -ordered, day)));
        assertThat(openCases()).hasSize(1);
        var open = openCases().getFirst();
        assertThat(open.path("kind").asText()).isEqualTo("STATUS_CONTRADICTS");
        assertThat(open.path("paymentId").asText()).isEqualTo(sent.one.at("/id"));
        assertThat(sandbox.creditTransfers().get(sent.one).at("/status")).isEqualTo("FAILED");
        bank.offer(
                bank.page(
                        "S2",
                        day.plusDays(1),
                        "",
                        BankFolder.balance("OPBD", -ordered, day.plusDays(1))
                                + BankFolder.balance("CLBD", 0, day.plusDays(1)),
                        moved(sent.one, ordered, day.plusDays(1))));
        assertThat(openCases()).isEmpty();
    }

    private static String moved(Reply payment, long minor, LocalDate day) {
        return BankFolder.entry(minor, day, "", BankFolder.detail(minor, Sent.id(payment)));
    }

    private void check(Row row) {
        var sent = sent();
        for (String report : row.reports) {
            bank.offer(report(sent, report));
            assertThat(bank.inbox().getLast()).isEqualTo("PROCESSED");
        }
        assertThat(
                        Stream.of(sent.one, sent.other)
                                .map(one -> sandbox.creditTransfers().get(one).at("/status")))
                .containsExactly(row.statuses.split(" "));
        assertThat(openCases())
                .extracting(one -> one.path("kind").asText())
                .containsExactlyElementsOf(row.cases.isEmpty() ? List.of() : List.of(row.cases));
        openCases().forEach(this::close);
    }

    private void close(JsonNode one) {
        sandbox.owner()
                .post(
                        "/financial-data/v2beta/cases/" + one.path("id").asText() + ":close",
                        "{\"note\": \"seen\"}")
                .ok();
    }

    private List<JsonNode> openCases() {
        return sandbox.owner().get("/financial-data/v2beta/cases?status=OPEN").items();
    }

    /** Two transfers in one file, which the bank has. */
    private Sent sent() {
        var one = sandbox.aCreditTransfer().from(account).approved();
        var other = sandbox.aCreditTransfer().from(account).approved();
        var due = LocalDate.parse(one.at("/effectiveDate"));
        sandbox.advanceTo(BankCalendar.TARGET.plus(due, 0));
        bank.round();
        String file = file(Sent.id(one));
        assertThat(file).contains(Sent.id(other));
        return new Sent(
                one,
                other,
                found(file, "<MsgId>(.*?)</MsgId>"),
                found(file, "<PmtInfId>(.*?)</PmtInfId>"));
    }

    private String file(String containing) {
        try (Stream<java.nio.file.Path> files = Files.list(bank.out())) {
            for (var path : files.toList()) {
                String text = Files.readString(path);
                if (text.contains(containing)) {
                    return text;
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new AssertionError("no file has " + containing);
    }

    private static String found(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    /** What stands before {@code ||}, or says the status of the group, belongs into its element. */
    private String report(Sent sent, String told) {
        String id = "R" + ++reports;
        String text = told;
        if (text.startsWith("id=R:")) {
            id = "SAME" + sent.message.substring(20);
            text = text.substring(5);
        }
        String a = Sent.id(sent.one);
        if (text.startsWith("upper:")) {
            text = text.substring(6).replace("{A}", a.toUpperCase(Locale.ROOT));
        } else if (text.startsWith("zeros:")) {
            text = text.substring(6).replace("{A}", a.replaceFirst("^0+", ""));
        } else if (text.startsWith("cut30:")) {
            text = text.substring(6).replace("{A}", a.substring(0, 30));
        }
        String[] parts = text.split("\\|\\|", 2);
        boolean ofGroup = parts.length == 2 || text.startsWith("<GrpSts>");
        return sent.filled(
                """
                <Document><CstmrPmtStsRpt><GrpHdr><MsgId>%s-%s</MsgId></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>{M}</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>%s</OrgnlGrpInfAndSts>%s
                </CstmrPmtStsRpt></Document>
                """
                        .formatted(
                                id,
                                sandbox.organizationId().substring(0, 8),
                                ofGroup ? parts[0] : "",
                                ofGroup ? parts.length == 2 ? parts[1] : "" : text));
    }

    @Test
    void refusalOfAMessageOfNobody_opensACaseWithWhatItSays() {
        var sent = sent();
        var stranger = new Sent(sent.one, sent.other, "NOT-OURS", sent.group);
        bank.offer(report(stranger, of(endToEnd("{A}"), REFUSED)));
        assertThat(bank.inbox().getLast()).startsWith("QUARANTINED").contains("NOT-OURS");
        assertThat(openCases())
                .extracting(one -> one.path("kind").asText())
                .containsExactly("REPORT_NOT_APPLIED");
        assertThat(openCases().toString()).contains(Sent.id(sent.one)).contains("AC04");
    }

    @Test
    void reportOverAnotherConnection_isSetAside_unlessTheAccountNamesIt() {
        var sent = sent();
        var other = new BankFolder(sandbox, "generic", "other");
        other.offer(report(sent, of(endToEnd("{A}"), REFUSED)));
        assertThat(other.inbox().getLast()).startsWith("QUARANTINED").contains("reportedBy");
        assertThat(sandbox.creditTransfers().get(sent.one).at("/status")).isEqualTo("SENT");
        other.reportsOf(account);
        other.offer(report(sent, of(endToEnd("{A}"), REFUSED)));
        assertThat(sandbox.creditTransfers().get(sent.one).at("/status")).isEqualTo("FAILED");
    }
}
