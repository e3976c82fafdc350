package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import kontor.Client;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.junit.jupiter.api.Test;

/** What banks take for returns, told in their odd ways: split off, explained, nothing left over. */
class ReturnChargesTest {

    private static final String BACK = code("IDDT", "UPDD");
    private static final String FEE = code("IDDT", "CHRG");
    private static final String SENT_BACK = code("ICDT", "RRTN");
    private static final long OPENING = 10_000_000;

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Client developer = sandbox.developer();
    private final String account = sandbox.account();
    private final JsonNode own = developer.get("/financial-data/v2/accounts/" + account).json();
    private final LocalDate day = sandbox.today().minusDays(20);
    private final StringBuilder entries = new StringBuilder();
    private long balance = OPENING;

    private static String code(String family, String subFamily) {
        return """
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>%s</Cd><SubFmlyCd>%s</SubFmlyCd></Fmly></Domn></BkTxCd>
        """
                .formatted(family, subFamily);
    }

    private static String amount(String element, long minor) {
        String decimal = BigDecimal.valueOf(Math.abs(minor), 2).toPlainString();
        return "<%1$s Ccy=\"EUR\">%2$s</%1$s>".formatted(element, decimal);
    }

    private static String charges(long... all) {
        var records = new StringBuilder();
        for (long one : all) {
            records.append("<Rcrd>")
                    .append(amount("Amt", one))
                    .append("<CdtDbtInd>DBIT</CdtDbtInd><ChrgInclInd>true</ChrgInclInd>")
                    .append("<Br>SHAR</Br></Rcrd>");
        }
        return "<Chrgs>" + records + "</Chrgs>";
    }

    private static String instructed(long minor) {
        return "<AmtDtls><InstdAmt>" + amount("Amt", minor) + "</InstdAmt></AmtDtls>";
    }

    private static String detail(Reply payment, long minor, String more) {
        return """
        <TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs>%s<CdtDbtInd>%s</CdtDbtInd>%s
        <RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls>
        """
                .formatted(
                        payment.at("/id").replace("-", ""),
                        amount("Amt", minor),
                        minor < 0 ? "DBIT" : "CRDT",
                        more);
    }

    private void entry(long minor, String code, String... details) {
        entries.append(
                """
                <Ntry>%1$s<CdtDbtInd>%2$s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <BookgDt><Dt>%3$s</Dt></BookgDt><ValDt><Dt>%3$s</Dt></ValDt>
                <AcctSvcrRef>R%4$s</AcctSvcrRef>%5$s<NtryDtls>%6$s</NtryDtls></Ntry>
                """
                        .formatted(
                                amount("Amt", minor),
                                minor < 0 ? "DBIT" : "CRDT",
                                day,
                                entries.length(),
                                code,
                                String.join("", details)));
        balance += minor;
    }

    private String closed(String code, long minor) {
        return """
        <Bal><Tp><CdOrPrtry><Cd>%s</Cd></CdOrPrtry></Tp>%s<CdtDbtInd>CRDT</CdtDbtInd>
        <Dt><Dt>%s</Dt></Dt></Bal>
        """
                .formatted(code, amount("Amt", minor), day);
    }

    private void told() {
        String file =
                """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
                <GrpHdr><MsgId>S</MsgId><CreDtTm>%1$sT20:00:00</CreDtTm></GrpHdr>
                <Stmt><Id>S</Id><CreDtTm>%1$sT20:00:00</CreDtTm>
                <Acct><Id><IBAN>%2$s</IBAN></Id></Acct>%3$s%4$s%5$s</Stmt></BkToCstmrStmt></Document>
                """
                        .formatted(
                                day,
                                sandbox.iban(account),
                                closed("OPBD", OPENING),
                                closed("CLBD", balance),
                                entries);
        String path =
                "/connectivity/v2beta/connections/%s/reports"
                        .formatted(own.path("connectionId").asText());
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        developer.sendBytes("POST", path, bytes, "Content-Type", "application/xml").created();
        sandbox.advanceTo(sandbox.today().plusDays(1));
    }

    private Reply collected() {
        return sandbox.aDirectDebit()
                .under(sandbox.aMandate().of(sandbox.aCounterparty().accountId()).id())
                .of("EUR", 5_000)
                .executed();
    }

    private Reply sent(long minor) {
        return sandbox.aCreditTransfer().of("EUR", minor).executed();
    }

    private void assertReconciled(long... bookings) {
        assertExplained(bookings);
        assertThat(cases()).isEmpty();
    }

    private List<String> cases() {
        return developer.get("/financial-data/v2beta/cases").values("kind");
    }

    private void assertExplained(long... bookings) {
        for (long minor : bookings) {
            assertThat(booking(minor).path("reconciliationStatus").asText())
                    .as("%d", minor)
                    .isEqualTo("RECONCILED");
        }
    }

    private JsonNode booking(long minor) {
        return developer.get("/financial-data/v2/transactions?limit=500").items().stream()
                .filter(one -> one.at("/amount/value").asLong() == minor)
                .findFirst()
                .orElseThrow();
    }

    /** What came back of it, and what was taken. */
    private static List<Long> parts(Reply now) {
        var reason = now.json().path("statusReason");
        return List.of(reason.at("/amount/value").asLong(), reason.at("/charges/value").asLong());
    }

    private List<Long> back(Reply debit) {
        return parts(sandbox.directDebits().get(debit));
    }

    private List<Long> backOfTransfer(Reply transfer) {
        return parts(sandbox.creditTransfers().get(transfer));
    }

    /** The amounts are those of the collections; only with the charges they are the entry. */
    @Test
    void chargesBesideTheAmountsOfSeveral_areOfTheOneThatListsThem() {
        var plain = collected();
        var charged = collected();
        entry(-10_700, BACK, detail(plain, -5_000, ""), detail(charged, -5_000, charges(300, 400)));
        told();
        assertThat(back(plain)).containsExactly(5_000L, 0L);
        assertThat(back(charged)).containsExactly(5_000L, 700L);
        assertReconciled(-10_700);
    }

    @Test
    void chargesInTheAmountsOfSeveral_areTakenOutOfThem() {
        var plain = collected();
        var charged = collected();
        entry(-10_700, BACK, detail(plain, -5_000, ""), detail(charged, -5_700, charges(700)));
        told();
        assertThat(back(charged)).containsExactly(5_000L, 700L);
        assertReconciled(-10_700);
    }

    @Test
    void transfersThatComeBackTogether_areLessThanTheirAmounts() {
        var plain = sent(5_000);
        var charged = sent(4_000);
        entry(8_500, SENT_BACK, detail(plain, 5_000, ""), detail(charged, 4_000, charges(500)));
        told();
        assertThat(backOfTransfer(plain)).containsExactly(5_000L, 0L);
        assertThat(backOfTransfer(charged)).containsExactly(4_000L, 500L);
        assertReconciled(8_500);
    }

    /** Nobody lists what was taken: each has its share, and a person is told. */
    @Test
    void transfersThatComeBackTogether_shareWhatIsMissing() {
        var one = sent(5_000);
        var other = sent(4_000);
        entry(8_500, SENT_BACK, detail(one, 5_000, ""), detail(other, 4_000, ""));
        told();
        assertThat(backOfTransfer(one)).containsExactly(5_000L, 250L);
        assertThat(backOfTransfer(other)).containsExactly(4_000L, 250L);
        assertExplained(8_500);
        assertThat(cases()).containsExactly("STATEMENT_CONTRADICTS_ITSELF");
    }

    /** One is not even worth its share of what is missing. */
    @Test
    void nonsenseInACredit_isNoFailure() {
        var one = sent(5_000);
        var other = sent(50);
        entry(100, SENT_BACK, detail(one, 5_000, ""), detail(other, 50, ""));
        told();
        assertThat(sandbox.creditTransfers().get(one).at("/status")).isEqualTo("RETURNED");
        assertExplained(100);
    }

    @Test
    void severalFeesOfOnePayment_areEachAttachedToIt() {
        var debit = collected();
        entry(-5_000, BACK, detail(debit, -5_000, ""));
        entry(-350, FEE, detail(debit, -350, ""));
        entry(-120, FEE, detail(debit, -120, ""));
        told();
        assertThat(back(debit)).containsExactly(5_000L, 0L);
        assertReconciled(-5_000, -350, -120);
    }

    @Test
    void anOrderOfNothing_isNone() {
        var debit = collected();
        entry(-5_350, BACK, detail(debit, -5_350, instructed(0)));
        told();
        assertThat(back(debit)).containsExactly(5_000L, 350L);
        assertDeduced(-5_350, 5_000, 350);
        assertReconciled(-5_350);
    }

    /** The booking says it as the payment does, and that no bank said it. */
    @Test
    void chargesThatNobodyNames_standAtTheBookingToo() {
        var one = sent(5_000);
        var other = sent(4_000);
        var single = sent(3_000);
        entry(8_500, SENT_BACK, detail(one, 4_750, ""), detail(other, 3_750, ""));
        entry(2_900, SENT_BACK, detail(single, 2_900, ""));
        told();
        assertDeduced(8_500, 9_000, 500);
        assertDeduced(2_900, 3_000, 100);
        var booked = booking(2_900);
        String verb = "/payments/v2beta/credit-transfers/" + single.at("/id") + ":unreconcile";
        String body = "{\"transactionId\": \"%s\"}".formatted(booked.path("id").asText());
        developer.post(verb, body).ok();
        assertThat(booking(2_900).has("returnDetails")).isFalse();
    }

    private void assertDeduced(long minor, long original, long charges) {
        var details = booking(minor).path("returnDetails");
        assertThat(details.at("/originalAmount/value").asLong()).isEqualTo(original);
        assertThat(details.at("/charges/value").asLong()).isEqualTo(charges);
        assertThat(details.path("source").asText()).isEqualTo("PAYMENT");
    }

    /** Together they would be 3.50 in a number of 64 bits. */
    @Test
    void chargesWhoseSumNoNumberHolds_sayNothing() {
        var debit = collected();
        long half = 9_000_000_000_000_000_000L;
        entry(-5_350, BACK, detail(debit, -5_350, charges(half, half, 446_744_073_709_551_966L)));
        told();
        assertThat(back(debit)).containsExactly(5_000L, 350L);
        assertThat(booking(-5_350).has("returnDetails")).isFalse();
        assertReconciled(-5_350);
    }
}
