package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.padded;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import kontor.Browser;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.core.BankCalendar;
import kontor.pages.Figures;
import org.junit.jupiter.api.Test;

/** The day from which Bankgirot takes collections under a mandate, as its old layout says it. */
class FirstDaysTest {

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();
    private final LocalDate today = sandbox.today();
    private final LocalDate first = BankCalendar.SWEDEN.plus(today, 9);

    private static String said(String payerNumber, String comment, String firstDay) {
        String day = "20261217";
        return padded("01%s9900%sAG-MEDAVI".formatted(day, BANKGIRO))
                + padded(
                        "73%s%016d%33s04%s%s%s"
                                .formatted(
                                        BANKGIRO,
                                        Long.parseLong(payerNumber),
                                        "",
                                        comment,
                                        day,
                                        firstDay))
                + padded("09%s9900%07d".formatted(day, 1));
    }

    private static String shortly(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("yyMMdd"));
    }

    private Reply collection(String mandate, LocalDate day) {
        return sandbox.aDirectDebit()
                .byAutogiro(mandate, 10_000)
                .into(desk.account())
                .on(day)
                .approved();
    }

    private String bankDay(Reply debit) {
        return sandbox.developer()
                .get("/payments/v2/direct-debits/" + debit.at("/id"))
                .ok()
                .at("/effectiveDate");
    }

    @Test
    void collections_leaveForThatDayAtTheEarliest() {
        String mandate = desk.sentMandate("2001");
        var before = collection(mandate, BankCalendar.SWEDEN.plus(today, 3));
        var later = collection(mandate, BankCalendar.SWEDEN.plus(first, 2));
        assertThat(desk.offer(said("2001", "32", shortly(first))).path("status").asText())
                .isEqualTo("PROCESSED");
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
        String day = Figures.weekday(first);
        assertThat(Browser.of(sandbox.owner()).open("/mandates/" + mandate).html())
                .contains("It takes none before " + day, "<dt>first day</dt><dd>" + day);
        var after = collection(mandate, BankCalendar.SWEDEN.plus(today, 4));

        sandbox.advanceTo(BankCalendar.SWEDEN.plus(today, 5));
        assertThat(desk.debitStatus(before)).isIn("SENT", "PENDING_AT_BANK");
        assertThat(bankDay(before)).isEqualTo(first.toString());
        assertThat(bankDay(after)).isEqualTo(first.toString());
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(first, 4));
        assertThat(desk.debitStatus(before)).isEqualTo("EXECUTED");
        assertThat(desk.debitStatus(after)).isEqualTo("EXECUTED");
        assertThat(desk.debitStatus(later)).isEqualTo("EXECUTED");
        assertThat(bankDay(later)).isEqualTo(BankCalendar.SWEDEN.plus(first, 2).toString());
    }

    /** Bankgirot agrees at once (04), and again when the payer's bank has (42). */
    @Test
    void secondAnswer_namesTheDayThatCounts() {
        String mandate = desk.sentMandate("2001");
        var debit = collection(mandate, BankCalendar.SWEDEN.plus(today, 3));
        desk.offer(said("2001", "32", "000000"));
        assertThat(desk.status(mandate)).isEqualTo("ACCEPTED");
        desk.offer(said("2001", "32", shortly(first)).replace("0432", "4232"));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(today, 5));
        assertThat(desk.debitStatus(debit)).isIn("SENT", "PENDING_AT_BANK");
        assertThat(bankDay(debit)).isEqualTo(first.toString());
    }

    /** Bankgirot takes no order under the mandate before that day, to pay somebody back either. */
    @Test
    void credits_leaveForThatDayAtTheEarliest() {
        String mandate = desk.sentMandate("2001");
        var credit =
                sandbox.aCreditTransfer()
                        .underMandate(mandate, 10_000)
                        .from(desk.account())
                        .on(BankCalendar.SWEDEN.plus(today, 3))
                        .approved();
        desk.offer(said("2001", "32", shortly(first)));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(today, 5));
        var now = sandbox.creditTransfers().get(credit);
        assertThat(now.at("/status")).isIn("SENT", "PENDING_AT_BANK");
        assertThat(now.at("/effectiveDate")).isEqualTo(first.toString());
    }

    @Test
    void adviceWithoutOne_holdsNothingBack() {
        String mandate = desk.sentMandate("990000");
        var day = BankCalendar.SWEDEN.plus(today, 3);
        var debit = collection(mandate, day);
        desk.offer(said("990000", "32", "000000"));
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(today, 5));
        assertThat(bankDay(debit)).isEqualTo(day.toString());
    }

    @Test
    void dayThatIsNone_isToldWithItsLine() {
        String mandate = desk.sentMandate("990000");
        var file = desk.offer(said("990000", "32", "261399"));
        assertThat(file.path("status").asText()).isEqualTo("QUARANTINED");
        assertThat(file.path("note").asText())
                .startsWith("line 2:")
                .contains("valid_from (columns 74-79) '261399' is no date");
        assertThat(desk.status(mandate)).isEqualTo("SENT");
    }
}
