package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.advice;
import static kontor.bankgirot.BankgirotDesk.advices;
import static kontor.bankgirot.BankgirotDesk.reference;
import static kontor.bankgirot.BankgirotDesk.refund;
import static kontor.bankgirot.BankgirotDesk.registered;
import static kontor.bankgirot.BankgirotDesk.specification;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.IntStream;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.core.BankCalendar;
import kontor.girofacts.RecordSlices;
import org.junit.jupiter.api.Test;

/**
 * What Bankgirot sends late, twice, out of order or of somebody else: it opens a case where it
 * contradicts what is known, and a fact counts once, in whatever file it comes again.
 */
class BankgirotDoubtsTest {

    private static final String PAYER = "990000";
    private static final String OURS = "5001000001234571198112189876";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    @Test
    void refusalOfWhatWasAgreed_countsOnlyWithANewerDay() {
        String mandate = desk.sentMandate(PAYER);
        accept("20261217");
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
        offer(advices(advice(PAYER, "42", "05", "20261217")));
        offer(advices(advice(PAYER, "04", "23", "20261216")));
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
        assertThat(desk.cases())
                .hasSize(2)
                .allMatch(one -> one.contains("line 2") && one.contains("stays ACCEPTED"))
                .allMatch(one -> one.endsWith("refuses it, and agreed on 2026-12-17"));
        offer(advices(advice(PAYER, "42", "05", "20261218")));
        assertThat(desk.status(mandate)).isEqualTo("FAILED");
        // And the other way round: over is over.
        offer(advices(advice(PAYER, "42", "32", "20261219")));
        assertThat(desk.status(mandate)).isEqualTo("FAILED");
        assertThat(desk.cases()).hasSize(3).anyMatch(one -> one.endsWith("takes it for valid"));
    }

    @Test
    void refusalOfWhatIsInUse_andAnOldEnd_areCases() {
        String used = desk.known("3001");
        offer(advices(advice("3001", "42", "03", "20261230")));
        assertThat(desk.status(used)).isEqualTo("ACTIVE");
        offer(advices(advice("3001", "42", "32", "20261220")));
        offer(advices(advice("3001", "46", "02", "20261218")));
        assertThat(desk.status(used)).isEqualTo("ACTIVE");
        assertThat(desk.cases())
                .hasSize(2)
                .anyMatch(one -> one.endsWith("refuses what was collected under before"))
                .anyMatch(one -> one.contains("ended it on 2026-12-18, and told of 2026-12-20"));
        offer(advices(advice("3001", "46", "02", "20261221")));
        assertThat(desk.status(used)).isEqualTo("CANCELLED");
    }

    @Test
    void contradictionInOneFile_movesNothing() {
        String mandate = desk.sentMandate(PAYER);
        offer(advices(advice(PAYER, "04", "32"), advice(PAYER, "04", "23")));
        assertThat(desk.status(mandate)).isEqualTo("SENT");
        assertThat(desk.cases())
                .hasSize(2)
                .allMatch(one -> one.endsWith("agrees and refuses on the same day"));
    }

    @Test
    void oldFileUnderAnotherName_isToldAgain_andMeansNoLaterMandate() {
        String first = desk.sentMandate(PAYER);
        String agreed = advices(advice(PAYER, "04", "32"));
        String ended = advices(advice(PAYER, "46", "02"));
        offer(agreed);
        offer(ended);
        int version = desk.version(first);
        for (String again :
                new String[] {
                    agreed.replace("\r\n", "\n"),
                    agreed.replaceAll(" *\r\n", "\r\n"),
                    agreed + "\r\n\r\n",
                    agreed.replaceFirst("20261217", "20261218"),
                    advices(advice(PAYER, "04", "32"), advice(PAYER, "46", "02"))
                }) {
            assertThat(offer(again)).isEqualTo("DUPLICATE");
        }
        assertThat(desk.version(first)).isEqualTo(version);
        assertThat(desk.cases()).isEmpty();

        String second = desk.sentMandate(PAYER);
        offer(agreed.replace("\r\n", "\n") + "\n");
        offer(ended.replace("\r\n", "\n") + "\n");
        assertThat(desk.status(second)).isEqualTo("SENT");
        assertThat(desk.cases())
                .hasSize(2)
                .allMatch(one -> one.contains("told before, of mandate " + first));
        // Of a day before it was made, and of an order to cancel that nobody gave.
        offer(advices(advice(PAYER, "46", "02", "20200102")));
        offer(advices(advice(PAYER, "03", "33", "20261218")));
        assertThat(desk.status(second)).isEqualTo("SENT");
        accept("20261219");
        assertThat(desk.status(second)).isEqualTo("ACCEPTED");
    }

    @Test
    void anotherCustomerOrPayer_isTold() {
        String mandate = desk.sentMandate(PAYER);
        String file = advices(advice(PAYER, OURS, "04", "32", "20261217"));
        assertThat(desk.offer(file.replaceFirst("123456", "654321")).path("note").asText())
                .startsWith("line 1: the customer number 654321 is none of yours");
        String other = OURS.replace("5001000001234571", "6000000123456789");
        offer(advices(advice(PAYER, other, "04", "32", "20261217")));
        offer(advices(advice(PAYER, OURS.replace("9876", "9884"), "04", "32", "20261217")));
        assertThat(desk.status(mandate)).isEqualTo("SENT");
        assertThat(desk.cases())
                .hasSize(3)
                .anyMatch(one -> one.contains("another account of the payer: 6000000123456789"))
                .anyMatch(
                        one ->
                                one.endsWith(
                                        "another personal or organisation number of the payer"));
        offer(file);
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
    }

    @Test
    void moneyPaidBack_countsOnce_andASecondTimeIsACase() {
        Reply debit = paid();
        String reference = reference(debit);
        offer(refund(reference, 10_000, 44, "20270105", "01"));
        assertThat(desk.debitStatus(debit)).isEqualTo("RETURNED");
        assertThat(offer(refund(reference, 10_000, 45, "20270105", "01"))).isEqualTo("DUPLICATE");
        assertThat(offer(specification(reference, 10_000).replace("\r\n", "\n")))
                .isEqualTo("DUPLICATE");
        assertThat(desk.cases()).isEmpty();
        offer(refund(reference, 10_000, 46, "20270107", "02"));
        assertThat(desk.cases())
                .singleElement()
                .asString()
                .contains("paid back twice: on 2027-01-05 with code 01, and on 2027-01-07");
    }

    /** Thirteen months, and one in which the payer's bank may look into it. */
    @Test
    void moneyPaidBackLaterThanAnythingComesBack_isACase() {
        Reply debit = paid();
        var settled = LocalDate.parse(sandbox.directDebits().get(debit).at("/effectiveDate"));
        sandbox.advanceTo(settled.plusMonths(7));
        sandbox.advanceTo(settled.plusMonths(14).plusDays(1));
        offer(refund(reference(debit), 10_000, 44, "20280301", "01"));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        assertThat(desk.cases())
                .anyMatch(one -> one.contains("is EXECUTED and cannot become RETURNED"));
    }

    @Test
    void creditToAPayer_isNoneOfOurs_evenWhereItNamesACollection() {
        Reply debit = sent();
        offer(credit(reference(debit), "0", 42));
        offer(credit(reference(debit), "1", 43));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        assertThat(desk.cases())
                .hasSize(2)
                .allMatch(one -> one.contains("Kontor sent no credit to a payer with reference"));
        offer(specification(reference(debit), 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
    }

    /** A specification of one payment to the payer of the collections. */
    private static String credit(String reference, String status, int serial) {
        boolean paid = status.equals("0");
        String file = specification(reference, 10_000);
        String[] lines = file.split("\r\n");
        long minor = paid ? 10_000 : 0;
        int count = paid ? 1 : 0;
        return BankgirotDesk.padded(lines[0])
                + BankgirotDesk.padded(
                        "16%035d20261228%05d%018d   %08d ".formatted(1, serial, minor, count))
                + BankgirotDesk.padded(
                        lines[2].replaceFirst("^82", "32").replaceFirst("0$", status))
                + BankgirotDesk.padded(
                        "09202612299900%06d%012d%06d%012d%06d%012d"
                                .formatted(0, 0, count, count, 0, 0));
    }

    @Test
    void announcedRetry_movesTheDayOnce() {
        Reply debit = sent();
        String tried =
                specification(reference(debit), 10_000)
                        .replace("          0\r\n", "          9\r\n")
                        .replaceFirst(
                                "%018d   00000001".formatted(10_000),
                                "0".repeat(18) + "   " + "0".repeat(8))
                        .replaceFirst("99000000010000000000010", "99000000000000000000000");
        offer(tried);
        var before = debitOf(debit);
        assertThat(before.at("/status")).isEqualTo("PENDING_AT_BANK");
        assertThat(offer(tried.replace("\r\n", "\n"))).isEqualTo("DUPLICATE");
        assertThat(debitOf(debit).at("/effectiveDate")).isEqualTo(before.at("/effectiveDate"));
        assertThat(debitOf(debit).at("/version")).isEqualTo(before.at("/version"));
    }

    @Test
    void thousandsOfKnownOnes_areTakenInBySlices_andACrashDoublesNothing() {
        int many = RecordSlices.MOST + 100;
        desk.known("3001");
        var register = new StringBuilder();
        IntStream.range(0, many)
                .forEach(i -> register.append(registered(number(i), "1", OURS.substring(0, 16))));
        assertThat(offer(register.toString())).isEqualTo("PROCESSED");
        String ended =
                advices(
                        IntStream.range(0, many)
                                .mapToObj(i -> advice(number(i), "46", "02"))
                                .toArray(String[]::new));
        assertThat(offer(ended)).isEqualTo("PROCESSED");
        assertThat(statuses()).isEqualTo(many + " CANCELLED");
        long events = events();
        // The node died before it noted that the file was read.
        sandbox.execute(
                """
                UPDATE inbox_files SET state = 'RECEIVED' WHERE organization_id = :org AND id =
                    (SELECT id FROM inbox_files WHERE organization_id = :org ORDER BY id DESC LIMIT 1)
                """);
        sandbox.execute(
                """
                DELETE FROM autogiro_facts WHERE organization_id = :org AND line > 1001
                """);
        assertThat(offer(ended.replace("\r\n", "\n"))).isEqualTo("DUPLICATE");
        assertThat(statuses()).isEqualTo(many + " CANCELLED");
        assertThat(events()).isEqualTo(events);
    }

    private static String number(int i) {
        return String.valueOf(500_000 + i);
    }

    private String statuses() {
        return count(
                """
                SELECT count(*) || ' ' || min(status) FROM mandates
                WHERE organization_id = :org AND mandate_reference <> '3001' GROUP BY status
                """);
    }

    private long events() {
        return Long.parseLong(
                count(
                        """
                        SELECT count(*)::text FROM events
                        WHERE organization_id = :org AND resource = 'mandates'
                        """));
    }

    private String count(String sql) {
        return TestKontor.shared()
                .database()
                .read(sandbox.organization(), tx -> tx.query(sql).mapTo(String.class).one());
    }

    private void accept(String day) {
        offer(advices(advice(PAYER, "42", "32", day)));
    }

    private Reply sent() {
        Reply debit = desk.collected("2001", BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        assertThat(desk.debitStatus(debit)).isEqualTo("SENT");
        return debit;
    }

    private Reply paid() {
        Reply debit = sent();
        offer(specification(reference(debit), 10_000));
        assertThat(desk.debitStatus(debit)).isEqualTo("EXECUTED");
        return debit;
    }

    private Reply debitOf(Reply debit) {
        return sandbox.developer().get("/payments/v2/direct-debits/" + debit.at("/id")).ok();
    }

    private String offer(String content) {
        return desk.offer(content).path("status").asText();
    }
}
