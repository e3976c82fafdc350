package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.padded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kontor.Orders;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.retention.Keep;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A collection that was paid and paid back is told four times: by Bankgirot's specification and its
 * record of the refund, and by the bank's bookings of both. Whatever is read first, the end is the
 * same.
 */
class ReturnsInAnyOrderTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();
    private final List<Reply> debits = new ArrayList<>();
    private final Map<Integer, LocalDate> days = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> sumThatTheBankDoesNotName() {
        return inAnyOrder("paid refund sum out");
    }

    @TestFactory
    Stream<DynamicTest> collectionThatTheBankNames() {
        return inAnyOrder("paid refund in out");
    }

    private Stream<DynamicTest> inAnyOrder(String names) {
        var orders = Orders.of(names);
        var day = BankCalendar.SWEDEN.plus(sandbox.today(), 2);
        for (int i = 0; i < orders.size(); i++) {
            debits.add(desk.collected(payer(i), day));
            days.put(i, FIRST.plusDays(2L * i));
        }
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        return Stream.iterate(0, i -> i < orders.size(), i -> i + 1)
                .map(i -> dynamicTest("" + orders.get(i), () -> check(i, orders.get(i))));
    }

    private void check(int i, List<String> order) {
        assertThat(desk.debitStatus(debits.get(i))).isEqualTo("SENT");
        order.forEach(name -> desk.offer(file(i, name)));
        TestKontor.shared().wiring().housekeeping(Keep.STANDARD).round(sandbox.organization());
        assertThat(outcome(i))
                .isEqualTo(
                        "RETURNED AUTOGIRO-REFUND-01 REFUND 10000 of 2 under FAILED;"
                            + " [AUTOGIRO-REFUND-01 booked]; [-10000 RECONCILED, 10000 RECONCILED];"
                            + " []");
    }

    private static String payer(int i) {
        return String.valueOf(2001 + i);
    }

    private String outcome(int i) {
        var now =
                sandbox.developer()
                        .get("/payments/v2/direct-debits/" + debits.get(i).at("/id"))
                        .json();
        var reason = now.path("statusReason");
        return "%s %s %s %s of %d under %s; %s; %s; %s"
                .formatted(
                        now.path("status").asText(),
                        reason.path("code").asText(),
                        reason.path("kind").asText(),
                        reason.at("/amount/value").asText(),
                        now.path("attachedTransactions").size(),
                        desk.status(now.at("/mandate/id").asText()),
                        told(i),
                        bookings(i),
                        desk.cases());
    }

    private List<String> told(int i) {
        return sandbox
                .developer()
                .get("/payments/v2beta/r-transactions?paymentId=" + debits.get(i).at("/id"))
                .items()
                .stream()
                .map(one -> one.path("code").asText() + (one.has("transactionId") ? " booked" : ""))
                .toList();
    }

    private List<String> bookings(int i) {
        return sandbox
                .developer()
                .get("/financial-data/v2/transactions?limit=500&accountId=" + desk.account())
                .items()
                .stream()
                .filter(one -> isOf(i, one))
                .map(
                        one ->
                                one.at("/amount/value").asText()
                                        + " "
                                        + one.path("reconciliationStatus").asText())
                .sorted()
                .toList();
    }

    private boolean isOf(int i, JsonNode booking) {
        var on = LocalDate.parse(booking.path("date").asText());
        return on.equals(days.get(i)) || on.equals(days.get(i).plusDays(1));
    }

    private String file(int i, String name) {
        var day = days.get(i);
        String digits = day.toString().replace("-", "");
        String reference = BankgirotDesk.reference(debits.get(i));
        return switch (name) {
            case "paid" ->
                    opening("%s060102".formatted(digits))
                            + padded(
                                    "15%035d%s%05d%018d   %08d "
                                            .formatted(1, digits, 10 + i, 10_000, 1))
                            + padded(
                                    "82%s0    %016d%012d%s%s          0"
                                            .formatted(
                                                    digits, 2001 + i, 10_000, BANKGIRO, reference))
                            + padded(
                                    "09%s9900%06d%012d%06d%012d%06d%012d"
                                            .formatted(digits, 1, 1, 0, 0, 0, 0));
            case "refund" ->
                    opening("%s060103".formatted(digits))
                            + padded(
                                    "17%035d%s%05d%018d   %08d "
                                            .formatted(1, digits, 50 + i, 10_000, 1))
                            + padded(
                                    "77%s0    %016d%012d%s%s%s%s "
                                            .formatted(
                                                    digits, 2001 + i, 10_000, BANKGIRO, reference,
                                                    digits, "01"))
                            + padded(
                                    "09%s9900%06d%012d%06d%012d%06d%012d"
                                            .formatted(digits, 0, 0, 0, 0, 1, 1));
            case "sum" -> statement(day, 0, 100, "");
            case "in" -> statement(day, 0, 100, naming(reference));
            case "out" -> statement(day.plusDays(1), 100, -100, naming(reference));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String opening(String written) {
        return padded(
                "01AUTOGIRO              "
                        + written
                        + "000123BET. SPEC & STOPP TK123456"
                        + BANKGIRO);
    }

    private static String naming(String reference) {
        return """
        <NtryDtls><TxDtls><RmtInf><Strd><CdtrRefInf><Ref>%s</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>
        """
                .formatted(reference);
    }

    private String statement(LocalDate day, int opening, int moved, String details) {
        return """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
        <GrpHdr><MsgId>S-%1$s</MsgId><CreDtTm>%1$sT20:00:00</CreDtTm></GrpHdr>
        <Stmt><Id>S-%1$s</Id><CreDtTm>%1$sT20:00:00</CreDtTm>
        <Acct><Id><IBAN>%2$s</IBAN></Id><Ccy>SEK</Ccy></Acct>%3$s%4$s
        <Ntry><Amt Ccy="SEK">%5$s.00</Amt><CdtDbtInd>%6$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
        <BookgDt><Dt>%1$s</Dt></BookgDt><ValDt><Dt>%1$s</Dt></ValDt>
        <BkTxCd><Prtry><Cd>BG</Cd></Prtry></BkTxCd>%7$s</Ntry></Stmt></BkToCstmrStmt></Document>
        """
                .formatted(
                        day,
                        sandbox.iban(desk.account()),
                        balance("OPBD", opening, day),
                        balance("CLBD", opening + moved, day),
                        Math.abs(moved),
                        moved < 0 ? "DBIT" : "CRDT",
                        details);
    }

    private static String balance(String code, int amount, LocalDate day) {
        return """
        <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">%d.00</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>%s</Dt></Dt></Bal>
        """
                .formatted(code, amount, day);
    }
}
