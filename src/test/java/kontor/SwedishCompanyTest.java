package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kontor.SwedishCompany.Old;
import kontor.core.BankCalendar;
import org.junit.jupiter.api.Test;

/**
 * Two months of a Swedish company on the clock of a sandbox: what it had before moves in, consents
 * come by file and from an internet bank, money comes, does not come, goes back, and at the end
 * nothing stays unexplained. In words and pictures: {@code docs/swedish-company.md}.
 */
class SwedishCompanyTest {

    /** An OCR number: digits, the last of which checks the others. */
    private static final String OCR = "1234567897";

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final SwedishCompany company = new SwedishCompany(sandbox);
    private final LocalDate first = BankCalendar.SWEDEN.plus(sandbox.today(), 5);
    private final LocalDate second = BankCalendar.SWEDEN.plus(first, 20);

    @Test
    void twoMonths_endWithEverythingExplained() {
        // Before: a portfolio that Bankgirot knows, by file. No mandate is sent for it.
        var imported =
                company.movesIn(
                        new Old("1001", "Astrid Berg", "A-17"),
                        new Old("998209", "Bo Dahl", "A-18"),
                        new Old("998302", "Cecilia Ek", "A-19"),
                        new Old("997703", "David Falk", "A-20"));
        assertThat(imported.at("/results/succeeded")).isEqualTo("4");
        // New customers, one with an account that Bankgirot refuses, one who will leave; one more
        // comes from a bank by itself.
        String fresh = company.mandate("2002");
        String refused = company.mandate("990405");
        String leaving = company.mandate("994602");
        company.mandate("995201");

        // January: what is collected waits for consent, and for its day.
        String paid = company.collect(company.mandateOf("1001"), 24_900, first);
        String retried = company.collect(company.mandateOf("998209"), 10_000, first);
        String rejected = company.collect(company.mandateOf("998302"), 4_400, first);
        String back = company.collect(company.mandateOf("997703"), 7_700, first);
        String early = company.collect(fresh, 5_000, first);
        String lost = company.collect(refused, 100, first);
        assertThat(company.debit(early).at("/waitsFor")).isEqualTo("MANDATE");
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(sandbox.today(), 2));
        assertThat(company.mandateNow(fresh).at("/status")).isEqualTo("ACCEPTED");
        assertThat(company.debit(lost).at("/statusReason/code")).isEqualTo("AUTOGIRO-MANDATE-05");
        assertThat(company.payerNumbers()).contains("8801");

        sandbox.advanceTo(first);
        for (String one : List.of(paid, early, back)) {
            assertThat(company.debit(one).at("/status")).isEqualTo("EXECUTED");
        }
        assertThat(company.debit(rejected).at("/statusReason/code"))
                .isEqualTo("AUTOGIRO-REJECT-02");
        assertThat(company.debit(retried).at("/status")).isEqualTo("PENDING_AT_BANK");
        // Booked in one sum for three payers.
        var sum = company.booking(paid, 0);
        assertThat(sum.at("/amount/stringValue")).isEqualTo("376.00");
        assertThat(sum.at("/reconciliationStatus")).isEqualTo("RECONCILED");

        // The next bank day covers the retry; it is booked alone, and shows what its mandate says.
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(first, 1));
        assertThat(company.debit(retried).at("/status")).isEqualTo("EXECUTED");
        var alone = company.booking(retried, 0);
        assertThat(alone.at("/amount/stringValue")).isEqualTo("100.00");
        assertThat(alone.at("/metadata/contract")).isEqualTo("A-18");
        // One payer wants the money back, another one ends the consent in the internet bank.
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(first, 4));
        assertThat(company.debit(back).at("/status")).isEqualTo("RETURNED");
        assertThat(company.debit(back).at("/statusReason/code")).isEqualTo("AUTOGIRO-REFUND-03");
        assertThat(company.mandateNow(leaving).at("/status")).isEqualTo("CANCELLED");

        receipts();

        // February: a customer has another number; the collection follows when Bankgirot agrees.
        company.payerNumber(company.mandateOf("1001"), "1002");
        String again = company.collect(company.mandateOf("1002"), 24_900, second);
        String never = company.collect(moreMovesIn(), 3_300, second);
        assertThat(company.debit(again).at("/waitsFor")).isEqualTo("MANDATE");
        sandbox.advanceTo(second, "12:00");
        assertThat(company.debit(again).at("/status")).isEqualTo("EXECUTED");
        // Nobody needs the other one any more, so it is called back while Bankgirot tries again.
        company.callBack(never);
        sandbox.advanceTo(BankCalendar.SWEDEN.plus(second, 1));
        assertThat(company.debit(never).at("/statusReason/code"))
                .isEqualTo("AUTOGIRO-CANCELLED-25");

        // The end: what was booked is what the bank has, all of it explained, nothing to look at.
        assertThat(company.openCases()).isEmpty();
        assertThat(company.bookings())
                .allMatch(one -> one.path("reconciliationStatus").asText().equals("RECONCILED"));
        long collected = 24_900 + 10_000 + 5_000 + 7_700 - 7_700 + 24_900;
        long booked =
                company.bookings().stream()
                        .mapToLong(one -> one.at("/amount/value").asLong())
                        .sum();
        assertThat(booked).isEqualTo(collected + 150_000 + 80_000);
        assertThat(company.balanceAtTheBank()).isEqualTo(company.balance());
    }

    /** Customers who pay by themselves: one by the OCR number of the invoice, one by a word. */
    private void receipts() {
        var day = BankCalendar.SWEDEN.plus(sandbox.today(), 1);
        String byNumber = company.expect(150_000, "STRUCTURED", OCR, day);
        String byWord = company.expect(80_000, "UNSTRUCTURED", "Invoice 4711", day);
        company.receives(150_000, "OCR", OCR, day);
        company.receives(80_000, "UNSTRUCTURED", "for 4711, thank you", day);
        sandbox.advanceTo(day);
        assertThat(company.expected(byNumber).at("/status")).isEqualTo("RECONCILED");
        // The other one is a person's to decide.
        assertThat(company.expected(byWord).at("/status")).isEqualTo("CREATED");
        var booking =
                company.bookings().stream()
                        .filter(one -> one.at("/amount/value").asLong() == 80_000)
                        .findFirst()
                        .orElseThrow();
        assertThat(booking.path("reconciliationStatus").asText()).isEqualTo("NOT_RECONCILED");
        company.isWhatWasExpected(byWord, booking);
        assertThat(company.expected(byWord).at("/status")).isEqualTo("RECONCILED");
    }

    /** A mandate whose payer never has the money. */
    private String moreMovesIn() {
        company.movesIn(new Old("998291", "Elsa Frid", "A-21"));
        return company.mandateOf("998291");
    }
}
