package kontor.bankgirot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Await;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.bankgirot.GiroLayout.Changed;
import kontor.bankgirot.GiroLayout.Paid;
import kontor.core.BankCalendar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whichever layout a bankgiro has: the same facts move the same mandates and payments, and what
 * cannot be applied is told in the same words. Codes that nobody knows are kept, and never silent.
 */
class LayoutTwinsTest {

    private static final String NO_DAY = "00000000";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    /** What the cases say, without what differs from run to run. */
    private List<String> told() {
        return desk.cases().stream()
                .map(one -> one.replaceFirst("file .* line [0-9]+: ", ""))
                .map(one -> one.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID"))
                .sorted()
                .toList();
    }

    private void taken(JsonNode file) {
        assertThat(file.path("status").asText())
                .as(file.path("note").asText())
                .isEqualTo("PROCESSED");
    }

    @ParameterizedTest
    @EnumSource
    void advices_moveMandates(GiroLayout layout) {
        var answers =
                List.of(
                        "04 32", "42 32", "04 10", "42 03", "43 07", "04 23", "03 33", "10   ",
                        "44 98", "46 02", "93   ", "93 00", "04   ", "88 77", "04 77");
        var mandates =
                IntStream.range(0, answers.size())
                        .mapToObj(i -> desk.sentMandate("" + (2_001 + i)))
                        .toList();
        var records =
                IntStream.range(0, answers.size())
                        .mapToObj(i -> "%06d ".formatted(2_001 + i) + answers.get(i))
                        .toArray(String[]::new);
        taken(desk.offer(layout.advices(records)));
        assertThat(mandates.stream().map(desk::status))
                .containsExactly(
                        "ACCEPTED",
                        "ACCEPTED",
                        "SENT",
                        "FAILED",
                        "FAILED",
                        "FAILED",
                        "SENT",
                        "CANCELLED",
                        "CANCELLED",
                        "CANCELLED",
                        "CANCELLED",
                        "CANCELLED",
                        "SENT",
                        "SENT",
                        "SENT");
        assertThat(told()).hasSize(4);
    }

    private List<Reply> collections(int count) {
        var day = BankCalendar.SWEDEN.plus(sandbox.today(), 2);
        var all =
                IntStream.range(0, count)
                        .mapToObj(i -> desk.collected("" + (2_001 + i), day))
                        .toList();
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        assertThat(all.stream().map(desk::debitStatus)).containsOnly("SENT");
        return all;
    }

    private Reply credit(String payer) {
        return sandbox.aCreditTransfer()
                .underMandate(desk.known(payer), 10_000)
                .from(desk.account())
                .on(BankCalendar.SWEDEN.plus(sandbox.today(), 2))
                .approved();
    }

    private static Paid paid(int payer, Reply payment, String says) {
        return new Paid("82", payer, BankgirotDesk.reference(payment), says, 10_000);
    }

    private String creditStatus(Reply credit) {
        return sandbox.creditTransfers().get(credit).at("/status");
    }

    @ParameterizedTest
    @EnumSource
    void specifications_movePayments(GiroLayout layout) {
        var credit = credit("2100");
        var all = collections(6);
        Await.until(() -> creditStatus(credit).equals("SENT"));
        var statuses = List.of("0", "1", "2", "9", "4", "X");
        var results = new ArrayList<Paid>();
        for (int i = 0; i < all.size(); i++) {
            results.add(paid(2_001 + i, all.get(i), statuses.get(i)));
        }
        results.add(new Paid("82", 7_777, "NOBODY", "0", 5_000));
        results.add(new Paid("82", 7_777, "", "1", 5_000));
        results.add(new Paid("32", 2_100, BankgirotDesk.reference(credit), "0", 10_000));
        taken(desk.offer(layout.specification(results)));
        assertThat(all.stream().map(desk::debitStatus))
                .containsExactly("EXECUTED", "FAILED", "FAILED", "PENDING_AT_BANK", "SENT", "SENT");
        assertThat(creditStatus(credit)).isEqualTo("EXECUTED");
        assertThat(told())
                .hasSize(4)
                .anyMatch(one -> one.equals("it stays; Bankgirot gives it the status 4"))
                .anyMatch(one -> one.equals("it stays; Bankgirot gives it the status X"))
                .anyMatch(one -> one.contains("no collection with reference 'NOBODY'"))
                .anyMatch(one -> one.startsWith("Bankgirot names no reference"));
    }

    @ParameterizedTest
    @EnumSource
    void rejects_failPayments(GiroLayout layout) {
        var credit = credit("2100");
        var all = collections(3);
        Await.until(() -> creditStatus(credit).equals("SENT"));
        taken(
                desk.offer(
                        layout.rejected(
                                List.of(
                                        paid(2_001, all.get(0), "01"),
                                        paid(2_002, all.get(1), "24"),
                                        paid(2_003, all.get(2), "77"),
                                        new Paid(
                                                "32",
                                                2_100,
                                                BankgirotDesk.reference(credit),
                                                "09",
                                                10_000)))));
        assertThat(all.stream().map(desk::debitStatus)).containsOnly("FAILED");
        assertThat(creditStatus(credit)).isEqualTo("FAILED");
        assertThat(desk.statusOfPayer("2001")).isEqualTo("FAILED");
        assertThat(desk.statusOfPayer("2002")).isEqualTo("ACTIVE");
        assertThat(told()).isEmpty();
    }

    private static Changed changed(
            String record, int payer, Reply payment, String comment, String newDay) {
        return new Changed(
                record, "82", payer, BankgirotDesk.reference(payment), comment, 10_000, newDay);
    }

    /** What Bankgirot says of a change in words that nobody knows leaves the payment as it is. */
    @ParameterizedTest
    @EnumSource
    void changes_endOrMovePayments(GiroLayout layout) {
        var all = collections(9);
        var records =
                List.of(
                        changed("03", 2_001, all.get(0), "12", NO_DAY),
                        changed("11", 2_002, all.get(1), "12", NO_DAY),
                        changed("21", 2_003, all.get(2), "12", NO_DAY),
                        changed("25", 2_004, all.get(3), "12", NO_DAY),
                        changed("29", 2_005, all.get(4), "14", "20270104"),
                        changed("11", 2_006, all.get(5), "77", NO_DAY),
                        changed("29", 2_007, all.get(6), "14", NO_DAY),
                        changed("03", 2_008, all.get(7), "13", NO_DAY),
                        changed("29", 2_009, all.get(8), "88", "20270104"));
        taken(desk.offer(layout.changed(records)));
        assertThat(all.stream().map(desk::debitStatus))
                .containsExactly(
                        "FAILED",
                        "FAILED",
                        "FAILED",
                        "FAILED",
                        "PENDING_AT_BANK",
                        "SENT",
                        "SENT",
                        "SENT",
                        "SENT");
        assertThat(desk.statusOfPayer("2001")).isEqualTo("FAILED");
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "it stays; Bankgirot gives it the comment 77 (code 77 of Bankgirot)",
                        "it stays; Bankgirot gives it another day, and names none",
                        "it stays; Bankgirot gives it the comment 13 (the payment was not found)",
                        "it stays; Bankgirot gives it the comment 88 (code 88 of Bankgirot)");
    }

    @ParameterizedTest
    @EnumSource
    void registers_agreeToWhatIsApprovedOnly(GiroLayout layout) {
        String approved = desk.sentMandate("2001");
        String pending = desk.sentMandate("2002");
        String unclear = desk.sentMandate("2003");
        taken(
                desk.offer(
                        layout.registered(2_001, "1")
                                + layout.registered(2_002, "2")
                                + layout.registered(2_003, "3")
                                + layout.registered(4_001, "1")
                                + layout.registered(4_002, "2")
                                + layout.registered(4_003, "3")));
        assertThat(Stream.of(approved, pending, unclear).map(desk::status))
                .containsExactly("ACCEPTED", "SENT", "SENT");
        assertThat(Stream.of("4001", "4002", "4003").map(desk::statusOfPayer))
                .containsExactly("ACTIVE", "SENT", "");
        String words =
                "the mandate of payer number %s stays as it is; Bankgirot's register gives it the"
                        + " status 3, which Kontor does not know";
        assertThat(told())
                .containsExactlyInAnyOrder(words.formatted("2003"), words.formatted("4003"));
    }
}
