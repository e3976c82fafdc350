package kontor.bankgirot;

import static kontor.bankgirot.BankgirotDesk.BANKGIRO;
import static kontor.bankgirot.BankgirotDesk.entry;
import static kontor.bankgirot.BankgirotDesk.padded;
import static kontor.bankgirot.BankgirotDesk.reference;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.Await;
import kontor.Reply;
import kontor.SandboxOrganization;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The old layout of a payment specification tells no sum; what it says was executed on a day is
 * booked as one, and found in any order.
 */
class DaySumsTest {

    private static final String DAY = "20261127";
    private static final String NAMED =
            "<NtryDtls><Btch><PmtInfId>59941203-2026-00042</PmtInfId></Btch></NtryDtls>";
    private static final String COUNTED = "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>";
    private static final String UNKNOWN = "NOT-OF-KONTOR-01";

    private final BankgirotDesk desk = new BankgirotDesk();
    private final SandboxOrganization sandbox = desk.sandbox();

    @ParameterizedTest
    @CsvSource({
        "true, ''",
        "false, ''",
        "true, " + NAMED,
        "false, " + NAMED,
        "true, " + COUNTED,
        "false, " + COUNTED
    })
    void collectionsOfADay_areOneSum(boolean bookedFirst, String details) {
        var one = collected("2001");
        var two = collected("2002");
        var refused = collected("2003");
        isSent(one, two, refused);
        String file =
                old(
                        debit(2001, reference(one), " "),
                        debit(2002, reference(two), "0"),
                        debit(2003, reference(refused), "1"));
        String statement = desk.statement("200.00", entry("200.00", "", details));
        desk.offer(bookedFirst ? statement : file);
        desk.offer(bookedFirst ? file : statement);
        assertThat(statuses(one, two, refused)).containsExactly("EXECUTED", "EXECUTED", "FAILED");
        assertThat(desk.bookings())
                .singleElement()
                .satisfies(booking -> explains(booking, one, two));
        assertThat(desk.cases()).isEmpty();
    }

    /** As collections, but drawn; what is drawn is never what is paid in. */
    @ParameterizedTest
    @CsvSource({"true, true", "false, true", "true, false", "false, false"})
    void creditsOfADay_areAnotherSum(boolean bookedFirst, boolean together) {
        var debit = collected("2001");
        var credit = credited("2002");
        isSent(debit);
        Await.until(() -> creditStatus(credit).equals("SENT"));
        String paidIn = debit(2001, reference(debit), " ");
        String drawn = credit(2002, reference(credit));
        var files = together ? List.of(old(paidIn, drawn)) : List.of(old(paidIn), old(drawn));
        String statement =
                desk.statement(
                        "0.00",
                        entry("100.00", "", ""),
                        entry("100.00", "<NtryRef>2</NtryRef>", "").replace("CRDT", "DBIT"));
        if (bookedFirst) {
            desk.offer(statement);
        }
        files.forEach(desk::offer);
        if (!bookedFirst) {
            desk.offer(statement);
        }
        assertThat(creditStatus(credit)).isEqualTo("EXECUTED");
        assertThat(desk.bookings()).hasSize(2);
        explains(booking(true), debit);
        explains(booking(false), credit);
        assertThat(desk.cases()).isEmpty();
    }

    /** Bankgirot makes a sum of each of its files. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void twoFilesOfADay_areTwoSums(boolean bookedFirst) {
        var one = collected("2001");
        var two = collected("2002");
        var three = collected("2003");
        isSent(one, two, three);
        String statement =
                desk.statement(
                        "300.00",
                        entry("100.00", "", ""),
                        entry("200.00", "<NtryRef>2</NtryRef>", ""));
        if (bookedFirst) {
            desk.offer(statement);
        }
        desk.offer(old(debit(2001, reference(one), " ")));
        desk.offer(old(debit(2002, reference(two), " "), debit(2003, reference(three), " ")));
        if (!bookedFirst) {
            desk.offer(statement);
        }
        assertThat(desk.bookings())
                .anySatisfy(booking -> explains(booking, one))
                .anySatisfy(booking -> explains(booking, two, three));
        assertThat(desk.cases()).isEmpty();
    }

    /** What both layouts tell is one sum and one payment, whichever comes first. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void sumOfBothLayouts_isFoundOnce(boolean oldFirst, boolean bookedFirst) {
        var debit = collected("2001");
        isSent(debit);
        String old = old(debit(2001, reference(debit), " "));
        String fresh =
                BankgirotDesk.specification(reference(debit), 10_000).replace("20261228", DAY);
        String statement = desk.statement("100.00", entry("100.00", "", ""));
        if (bookedFirst) {
            desk.offer(statement);
        }
        desk.offer(oldFirst ? old : fresh);
        desk.offer(oldFirst ? fresh : old);
        if (!bookedFirst) {
            desk.offer(statement);
        }
        assertThat(desk.bookings()).singleElement().satisfies(booking -> explains(booking, debit));
        assertThat(desk.cases()).isEmpty();
    }

    /** The same told in a file of another day is no second sum. */
    @Test
    void sumThatIsToldAgain_isNoOther() {
        var debit = collected("2001");
        isSent(debit);
        String old = old(debit(2001, reference(debit), " "));
        desk.offer(old);
        desk.offer(old.replace("01" + DAY + "AUTOGIRO", "0120261130AUTOGIRO"));
        desk.offer(desk.statement("100.00", entry("100.00", "", "")));
        assertThat(desk.bookings()).singleElement().satisfies(booking -> explains(booking, debit));
    }

    /** A sum is known when the last slice of its file is read. */
    @Test
    void sumOfALongFile_isThatOfAllItsSlices() {
        var one = collected("2001");
        var two = collected("2002");
        isSent(one, two);
        desk.offer(desk.statement("300.00", entry("100.00", "", ""), other("200.00")));
        desk.offer(
                old(
                        Stream.of(
                                        Stream.of(debit(2001, reference(one), " ")),
                                        IntStream.range(0, 1_100)
                                                .mapToObj(_ -> debit(2009, UNKNOWN, "1")),
                                        Stream.of(debit(2002, reference(two), " ")))
                                .flatMap(all -> all)
                                .toArray(String[]::new)));
        assertThat(desk.bookings())
                .anySatisfy(booking -> explains(booking, one, two))
                .anyMatch(booking -> status(booking).equals("NOT_RECONCILED"));
    }

    /** Of another amount, or of a day that is not the file's: nothing is guessed. */
    @ParameterizedTest
    @CsvSource({"100.01, 20261127", "100.00, 20260727"})
    void otherMoney_isNotTakenForTheSum(String amount, String day) {
        var debit = collected("2001");
        isSent(debit);
        desk.offer(old(debit(2001, reference(debit), " ")).replace("82" + DAY, "82" + day));
        desk.offer(desk.statement(amount, entry(amount, "", "")));
        assertThat(desk.bookings())
                .singleElement()
                .matches(booking -> status(booking).equals("NOT_RECONCILED"));
    }

    private static String other(String amount) {
        return entry(amount, "<NtryRef>2</NtryRef>", "");
    }

    private static String old(String... records) {
        return padded("01" + DAY + "AUTOGIRO9900%40s123456%s".formatted("", BANKGIRO))
                + String.join("", records)
                + end(records);
    }

    private static String end(String... records) {
        var paid =
                Stream.of(records)
                        .filter(one -> one.charAt(79) == ' ' || one.charAt(79) == '0')
                        .collect(Collectors.groupingBy(one -> one.substring(0, 2)));
        int debits = paid.getOrDefault("82", List.of()).size();
        int credits = paid.getOrDefault("32", List.of()).size();
        return padded(
                "09%s9900%14s%012d%06d%06d0000%012d%012d"
                        .formatted(DAY, "", credits * 10_000, credits, debits, debits * 10_000, 0));
    }

    private static String debit(int payer, String reference, String status) {
        return record("82", payer, reference, status);
    }

    private static String credit(int payer, String reference) {
        return record("32", payer, reference, " ");
    }

    private static String record(String code, int payer, String reference, String status) {
        return padded(
                "%s%s0    %016d%012d%s%s          %s"
                        .formatted(code, DAY, payer, 10_000, BANKGIRO, reference, status));
    }

    private Reply collected(String payer) {
        return desk.collected(payer, BankCalendar.SWEDEN.plus(sandbox.today(), 2));
    }

    private Reply credited(String payer) {
        return sandbox.aCreditTransfer()
                .underMandate(desk.known(payer), 10_000)
                .from(desk.account())
                .on(BankCalendar.SWEDEN.plus(sandbox.today(), 2))
                .approved();
    }

    private void isSent(Reply... debits) {
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 1));
        assertThat(statuses(debits)).containsOnly("SENT");
    }

    private List<String> statuses(Reply... debits) {
        return Stream.of(debits).map(desk::debitStatus).toList();
    }

    private String creditStatus(Reply credit) {
        return sandbox.creditTransfers().get(credit).at("/status");
    }

    private static String status(JsonNode booking) {
        return booking.path("reconciliationStatus").asText();
    }

    private static void explains(JsonNode booking, Reply... payments) {
        assertThat(status(booking)).isEqualTo("RECONCILED");
        assertThat(
                        booking.path("attachedTransactables")
                                .valueStream()
                                .map(one -> one.path("id").asText()))
                .containsExactlyInAnyOrder(
                        Stream.of(payments).map(one -> one.at("/id")).toArray(String[]::new));
    }

    private JsonNode booking(boolean paidIn) {
        return desk.bookings().stream()
                .filter(one -> one.at("/amount/value").asText().startsWith("-") != paidIn)
                .findFirst()
                .orElseThrow();
    }
}
