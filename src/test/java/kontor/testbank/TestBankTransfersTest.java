package kontor.testbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kontor.core.BankCalendar;
import kontor.core.Money;
import kontor.iso20022.AccountNumber;
import kontor.iso20022.Code;
import kontor.iso20022.TransactionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A customer pays through the bank: pain.001 in, pain.002 and camt.053 out, books that prove. */
class TestBankTransfersTest {

    private static final String RETURNS = Scenario.RETURNED_NO_FUNDS.iban();
    private static final String OTHER_OWN = "DE85999100000000002222";

    private final Customer customer = new Customer();

    /** At ten on the first day, with the opening statements fetched. */
    private Customer morning() {
        customer.at(Customer.firstDay(), 10, 0).statements();
        return customer;
    }

    @Test
    void file_isAnsweredBookedAtTheDaysEndAndStated() {
        var day = Customer.bankDay(0);
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", day)
                                .pay(1_000, TransferFile.PAYEE)
                                .pay(2_550, "NL91ABNA0417164300")
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        assertThat(customer.at(day, 17, 59).statements()).isEmpty();
        var statement = customer.at(day, 18, 0).statements().getFirst();
        assertThat(customer.reports()).isEmpty();
        assertThat(statement.proves()).isTrue();
        assertThat(statement.booked()).isEqualTo(-3_550);
        assertThat(statement.entries).hasSize(2);
        var entry = statement.entries.getFirst();
        assertThat(entry.head().dates().booking()).contains(day);
        assertThat(entry.head().code().family()).contains("ICDT");
        assertThat(entry.head().code().subFamily()).contains("ESCT");
        TransactionDetails details = entry.details().getFirst();
        assertThat(details.references().messageId()).contains("M1");
        assertThat(details.references().paymentInformationId()).contains("P1");
        assertThat(details.references().instructionId()).contains("I1");
        assertThat(details.references().endToEndId()).contains("E1");
        assertThat(details.references().mandateId()).isEmpty();
        assertThat(details.counterparty().orElseThrow().name()).contains("Payee 1");
        assertThat(details.counterparty().orElseThrow().iban()).contains(TransferFile.PAYEE);
        assertThat(details.remittance().orElseThrow().unstructured()).contains("Invoice 1");
        assertThat(details.returned()).isEmpty();
    }

    @Test
    void batchBooking_isOneEntryWithItsTransfers() {
        var day = Customer.bankDay(1);
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", day)
                                .inOneSum()
                                .pay(1_000, TransferFile.PAYEE)
                                .pay(200, Scenario.REFUSED_CLOSED_ACCOUNT.iban())
                                .pay(500, Scenario.HELD.iban())
                                .pay(2_000, TransferFile.PAYEE)
                                .bytes());
        assertThat(customer.reports())
                .containsExactly(
                        List.of(
                                "PART",
                                "P1 PART",
                                "E1 ACCP",
                                "E2 RJCT AC04",
                                "E3 PDNG",
                                "E4 ACCP"));
        var statement = customer.at(day, 18, 0).statements().getFirst();
        assertThat(statement.proves()).isTrue();
        assertThat(statement.entries).hasSize(1);
        var entry = statement.entries.getFirst();
        assertThat(entry.head().amount().amountMinor()).isEqualTo(-3_000);
        assertThat(entry.batch().orElseThrow().paymentInformationId()).contains("P1");
        assertThat(entry.batch().orElseThrow().numberOfTransactions()).contains(2);
        assertThat(entry.details())
                .extracting(
                        one ->
                                one.references().instructionId().orElse("")
                                        + " "
                                        + one.amount().orElseThrow().plain())
                .containsExactly("I1 -10.00", "I4 -20.00");
        var later = customer.at(BankCalendar.TARGET.plus(day, 1), 18, 0).statements().getFirst();
        assertThat(later.booked()).isEqualTo(-500);
    }

    @Test
    void returningPayee_givesTheMoneyBackTwoBankDaysAfterBooking() {
        var day = Customer.bankDay(0);
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", day)
                                .pay(1_000, TransferFile.PAYEE)
                                .pay(700, RETURNS)
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        assertThat(customer.at(day, 19, 0).statements().getFirst().booked()).isEqualTo(-1_700);
        assertThat(customer.at(BankCalendar.TARGET.plus(day, 1), 19, 0).statements()).isEmpty();
        var statement =
                customer.at(BankCalendar.TARGET.plus(day, 2), 19, 0).statements().getFirst();
        assertThat(statement.proves()).isTrue();
        var entry = statement.entries.getFirst();
        assertThat(entry.head().amount().amountMinor()).isEqualTo(700);
        assertThat(entry.head().code().subFamily()).contains("RRTN");
        TransactionDetails details = entry.details().getFirst();
        var returned = details.returned().orElseThrow();
        assertThat(returned.reason().orElseThrow().value()).isEqualTo("AM04");
        assertThat(returned.originalCode().subFamily()).contains("ESCT");
        assertThat(details.references().instructionId()).contains("I2");
        assertThat(details.references().endToEndId()).contains("E2");
        assertThat(details.references().paymentInformationId()).contains("P1");
        assertThat(details.instructedAmount().orElseThrow().amountMinor()).isEqualTo(700);
        assertThat(details.counterparty().orElseThrow().iban()).contains(RETURNS);
        assertThat(customer.reports()).isEmpty();
    }

    @Test
    void heldTransfer_isExecutedOnTheNextBankDay() {
        var day = Customer.bankDay(0);
        morning().send("a.xml", new TransferFile("M1", day).pay(700, Scenario.HELD.iban()).bytes());
        assertThat(customer.reports()).containsExactly(List.of("PDNG", "P1 PDNG"));
        assertThat(customer.at(day, 19, 0).statements()).isEmpty();
        customer.at(BankCalendar.TARGET.plus(day, 1), 18, 0);
        assertThat(customer.reports()).containsExactly(List.of("-", "P1 -", "E1 ACSC"));
        var statement = customer.statements().getFirst();
        assertThat(statement.booked()).isEqualTo(-700);
        assertThat(statement.entries.getFirst().head().dates().booking())
                .contains(BankCalendar.TARGET.plus(day, 1));
    }

    @Test
    void heldTransfer_canStillBeRefused() {
        var day = Customer.bankDay(0);
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", day)
                                .pay(700, Scenario.HELD_THEN_REFUSED.iban())
                                .pay(100, TransferFile.PAYEE)
                                .bytes());
        assertThat(customer.reports())
                .containsExactly(List.of("PART", "P1 PART", "E1 PDNG", "E2 ACCP"));
        assertThat(customer.at(day, 19, 0).reports()).isEmpty();
        customer.at(BankCalendar.TARGET.plus(day, 1), 18, 0);
        assertThat(customer.reports()).containsExactly(List.of("-", "P1 -", "E1 RJCT RR04"));
        assertThat(customer.statements())
                .extracting(Customer.Statement::booked)
                .containsExactly(-100L);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED_WRONG_ACCOUNT, AC01",
        "REFUSED_CLOSED_ACCOUNT, AC04",
        "REFUSED_NO_FUNDS, AM04"
    })
    void refusedTransfer_isNamedAndNotBooked(Scenario scenario, String reason) {
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", Customer.bankDay(0))
                                .pay(1_000, TransferFile.PAYEE)
                                .pay(700, scenario.iban())
                                .bytes());
        assertThat(customer.reports())
                .containsExactly(List.of("PART", "P1 PART", "E1 ACCP", "E2 RJCT " + reason));
        assertThat(customer.at(Customer.bankDay(0), 18, 0).statements().getFirst().booked())
                .isEqualTo(-1_000);
    }

    @Test
    void lateRefusal_followsBeforeBooking() {
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", Customer.bankDay(1))
                                .pay(700, Scenario.REFUSED_LATE.iban())
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        customer.at(Customer.bankDay(1), 18, 0);
        assertThat(customer.reports()).containsExactly(List.of("-", "P1 -", "E1 RJCT AG01"));
        assertThat(customer.statements()).isEmpty();
    }

    @Test
    void instantTransfer_isBookedAtOnceAlsoOnASunday() {
        var sunday = sundayAfter(Customer.firstDay());
        customer.at(sunday, 20, 0).statements();
        customer.send(
                "a.xml",
                new TransferFile("M1", sunday)
                        .instant()
                        .pay(700, TransferFile.PAYEE)
                        .pay(50, Scenario.REFUSED_LATE.iban())
                        .bytes());
        assertThat(customer.reports())
                .containsExactly(
                        List.of("PART", "P1 PART", "E1 ACCP", "E2 RJCT AG01"),
                        List.of("-", "P1 -", "E1 ACSC"));
        assertThat(customer.statements()).isEmpty();
        var statement = customer.at(sunday.plusDays(1), 18, 0).statements().getFirst();
        assertThat(statement.booked()).isEqualTo(-700);
        assertThat(statement.entries.getFirst().head().dates().booking()).contains(sunday);
        assertThat(statement.entries.getFirst().head().code().family()).contains("IRCT");
    }

    @Test
    void instantTransfer_ofALaterDayWaitsForIt() {
        var sunday = sundayAfter(Customer.firstDay());
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", sunday)
                                .instant()
                                .pay(700, TransferFile.PAYEE)
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        assertThat(customer.at(sunday.minusDays(1), 23, 59).reports()).isEmpty();
        assertThat(customer.at(sunday, 0, 0).reports())
                .containsExactly(List.of("-", "P1 -", "E1 ACSC"));
        assertThat(customer.at(sunday, 18, 0).statements().getFirst().booked()).isEqualTo(-700);
    }

    private static LocalDate sundayAfter(LocalDate day) {
        return day.plusDays(7 - day.getDayOfWeek().getValue());
    }

    @Test
    void lateFile_isExecutedOnTheNextBankDayAndSaysSo() {
        var day = Customer.bankDay(0);
        customer.at(day, 15, 30)
                .send("a.xml", new TransferFile("M1", day).pay(700, TransferFile.PAYEE).bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACWC", "P1 ACWC DT06"));
        customer.statements();
        assertThat(customer.at(day, 18, 0).statements()).isEmpty();
        assertThat(
                        customer.at(BankCalendar.TARGET.plus(day, 1), 18, 0)
                                .statements()
                                .getFirst()
                                .booked())
                .isEqualTo(-700);
    }

    @Test
    void internalTransfer_isBookedOnBothAccounts() {
        var day = Customer.bankDay(0);
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", day)
                                .inOneSum()
                                .pay(700, OTHER_OWN)
                                .pay(300, OTHER_OWN)
                                .pay(5, TransferFile.PAYEE)
                                .bytes());
        var statements =
                customer.at(day, 18, 0).fetch("camt.053").stream()
                        .map(Customer.Statement::read)
                        .toList();
        assertThat(statements).hasSize(2).allMatch(Customer.Statement::proves);
        var credited =
                statements.stream()
                        .filter(one -> one.head.account().iban().orElseThrow().equals(OTHER_OWN))
                        .findFirst()
                        .orElseThrow();
        assertThat(credited.entries)
                .extracting(entry -> entry.head().amount().amountMinor())
                .containsExactly(700L, 300L);
        TransactionDetails details = credited.entries.getFirst().details().getFirst();
        assertThat(credited.entries.getFirst().head().code().family()).contains("RCDT");
        assertThat(details.counterparty().orElseThrow().name()).contains("Payer GmbH");
        assertThat(details.counterparty().orElseThrow().iban()).contains(Customer.IBAN);
        assertThat(details.references().endToEndId()).contains("E1");
        assertThat(details.references().instructionId()).isEmpty();
        assertThat(details.remittance().orElseThrow().unstructured()).contains("Invoice 1");
    }

    @Test
    void swedishTransfers_goToBankgiroPlusgiroAndAccounts() {
        String operations = "SE0350000000052901010008";
        var bankgiro = Optional.of(Code.proprietary("BGNR"));
        var bban = Optional.of(Code.iso("BBAN"));
        var day = BankCalendar.SWEDEN.nextOpen(Customer.firstDay());
        customer.as("user1").at(day, 10, 0).statements(operations);
        customer.send(
                "a.xml",
                new TransferFile("M1", day)
                        .level("NURG")
                        .from(new AccountNumber.Iban(operations))
                        .pay(Money.of(260_000, "SEK"), new AccountNumber.Other("9912346", bankgiro))
                        .pay(Money.of(50_000, "SEK"), new AccountNumber.Other("28341-5", bban))
                        .pay(Money.of(10_000, "SEK"), new AccountNumber.Other("52901020003", bban))
                        .pay(
                                Money.of(1_000, "SEK"),
                                new AccountNumber.Other("9912346", bankgiro),
                                "Returned blocked")
                        .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        customer.at(day, 18, 0);
        var statements = customer.fetch("camt.053").stream().map(Customer.Statement::read).toList();
        assertThat(statements).allMatch(Customer.Statement::proves);
        assertThat(statements)
                .extracting(one -> one.head.account().iban().orElseThrow() + " " + one.booked())
                .containsExactlyInAnyOrder(
                        operations + " -321000", "SE8950000000052901020003 10000");
        var details =
                statements.stream()
                        .filter(one -> one.booked() < 0)
                        .findFirst()
                        .orElseThrow()
                        .entries
                        .getFirst()
                        .details()
                        .getFirst();
        assertThat(details.counterparty().orElseThrow().otherAccount()).contains("9912346");
        assertThat(details.counterparty().orElseThrow().iban()).isEmpty();
        var returned =
                customer.at(BankCalendar.SWEDEN.plus(day, 2), 18, 0)
                        .statements(operations)
                        .getFirst();
        assertThat(returned.booked()).isEqualTo(1_000);
        assertThat(
                        returned.entries
                                .getFirst()
                                .details()
                                .getFirst()
                                .returned()
                                .orElseThrow()
                                .reason())
                .contains(Code.iso("AC06"));
    }

    @ParameterizedTest
    @CsvSource({
        "user1, DK5699900000001111, DKK, NURG",
        "user4, GB59ATLR99910031001111, GBP, URGP",
        "user4, GB35ATLR99910031002222, USD, ''"
    })
    void transfers_areMadeInEveryCurrency(
            String login, String iban, String currency, String level) {
        var day = BankLogins.account(iban).orElseThrow().calendar().nextOpen(Customer.firstDay());
        customer.as(login).at(day, 10, 0).statements(iban);
        customer.send(
                "a.xml",
                new TransferFile("M1", day)
                        .level(level)
                        .from(new AccountNumber.Iban(iban))
                        .pay(
                                Money.of(900, currency),
                                new AccountNumber.Other("31926819", Optional.empty()))
                        .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        var statement = customer.at(day, 20, 0).statements(iban).getFirst();
        assertThat(statement.booked()).isEqualTo(-900);
        assertThat(statement.entries.getFirst().head().amount().currency().code())
                .isEqualTo(currency);
        assertThat(statement.proves()).isTrue();
    }

    @Test
    void file_withTheMessageIdOfAnotherIsRefusedAndPaysOnce() {
        var file =
                new TransferFile("M1", Customer.bankDay(0)).pay(1_000, TransferFile.PAYEE).bytes();
        morning().send("a.xml", file).send("a.xml", file).send("b.xml", file);
        assertThat(customer.reports())
                .containsExactly(List.of("ACCP", "P1 ACCP"), List.of("RJCT DU01"));
        assertThat(customer.at(Customer.bankDay(0), 18, 0).statements().getFirst().booked())
                .isEqualTo(-1_000);
    }

    @Test
    void file_ofAnUnknownAccountOrWrongTotalsPaysNothing() {
        var file = new TransferFile("M1", Customer.bankDay(0)).pay(1_000, TransferFile.PAYEE);
        morning()
                .send(
                        "a.xml",
                        file.withText("<CtrlSum>10.00</CtrlSum>", "<CtrlSum>10.01</CtrlSum>"))
                .send("b.xml", file.withText("<NbOfTxs>1</NbOfTxs>", "<NbOfTxs>2</NbOfTxs>"))
                .send("c.xml", file.withText(Customer.IBAN, "NL91ABNA0417164300"))
                .send(
                        "d.xml",
                        new TransferFile("M2", Customer.bankDay(0))
                                .pay(1, TransferFile.PAYEE)
                                .withText("</CstmrCdtTrfInitn>", ""))
                .send(
                        "e.xml",
                        "<Document><CstmrPmtStsRpt/></Document>".getBytes(StandardCharsets.UTF_8));
        assertThat(customer.reports())
                .containsExactly(
                        List.of("RJCT AM10"),
                        List.of("RJCT AM18"),
                        List.of("RJCT", "P1 RJCT AC02"),
                        List.of("RJCT FF01"),
                        List.of("RJCT FF01"));
        assertThat(customer.at(Customer.bankDay(0), 18, 0).statements()).isEmpty();
        assertThat(customer.bank.nextMoment(customer.organization, java.time.Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void reports_citeTheKindOfTheFile() {
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", Customer.bankDay(0))
                                .pay(1, TransferFile.PAYEE)
                                .bytes());
        assertThat(Customer.text(customer.fetch("pain.002").getFirst()))
                .contains("<OrgnlMsgId>M1</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>");
        customer.send(
                "b.xml",
                new DebitFile("M2", Customer.bankDay(2)).collect(1, DebitFile.PAYER).bytes());
        assertThat(Customer.text(customer.fetch("pain.002").getFirst()))
                .contains("<OrgnlMsgId>M2</OrgnlMsgId><OrgnlMsgNmId>pain.008</OrgnlMsgNmId>");
    }

    @Test
    void intradayReport_tellsWhatWaitsUntilTheStatementShowsIt() {
        var day = Customer.bankDay(1);
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", day)
                                .inOneSum()
                                .pay(700, TransferFile.PAYEE)
                                .pay(300, TransferFile.PAYEE)
                                .pay(55, Scenario.HELD.iban())
                                .pay(44, Scenario.REFUSED_CLOSED_ACCOUNT.iban())
                                .bytes());
        customer.send("b.xml", new TransferFile("M2", day).pay(20, TransferFile.PAYEE).bytes());
        assertThat(customer.at(day, 7, 59).fetch("camt.052")).isEmpty();
        var report = Customer.Statement.read(customer.at(day, 8, 0).fetch("camt.052").getFirst());
        assertThat(report.entries)
                .extracting(TestBankTransfersTest::line)
                .containsExactly("PDNG -1000 2 E1 E2", "PDNG -55 1 E3", "PDNG -20 1 E1");
        assertThat(report.entries.getFirst().batch().orElseThrow().paymentInformationId())
                .contains("P1");
        assertThat(report.entries.getFirst().head().dates().booking()).isEmpty();
        assertThat(report.entries.getFirst().head().dates().value()).contains(day);
        assertThat(report.balances).isEmpty();
        customer.send("c.xml", new TransferFile("M3", day).pay(1, TransferFile.PAYEE).bytes());
        customer.at(day, 14, 30)
                .send("d.xml", new TransferFile("M4", day).instant().pay(9, OTHER_OWN).bytes());
        customer.send("e.xml", new TransferFile("M5", day).pay(2, TransferFile.PAYEE).bytes());
        var last =
                customer.at(day, 16, 0).fetch("camt.052").stream()
                        .map(Customer.Statement::read)
                        .toList();
        assertThat(last).hasSize(2);
        assertThat(last.getLast().entries)
                .extracting(TestBankTransfersTest::line)
                .containsExactly(
                        "BOOK -9 1 E1",
                        "PDNG -1000 2 E1 E2",
                        "PDNG -55 1 E3",
                        "PDNG -20 1 E1",
                        "PDNG -1 1 E1",
                        "PDNG -2 1 E1");
        assertThat(customer.at(day, 18, 0).fetch("camt.052")).isEmpty();
        assertThat(customer.statements().getFirst().entries)
                .extracting(TestBankTransfersTest::line)
                .doesNotContain("BOOK -55 1 E3")
                .hasSize(5);
    }

    private static String line(Customer.Entry entry) {
        return entry.head().status().orElseThrow().value()
                + " "
                + entry.head().amount().amountMinor()
                + " "
                + entry.details().size()
                + entry.details().stream()
                        .map(one -> " " + one.references().endToEndId().orElse("-"))
                        .collect(Collectors.joining());
    }

    @Test
    void intradayReport_tellsThatWhatWasHeldAndRefusedWaitsNoMore() {
        var day = Customer.bankDay(0);
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", day)
                                .pay(700, Scenario.HELD_THEN_REFUSED.iban())
                                .bytes());
        assertThat(
                        Customer.Statement.read(
                                        customer.at(day, 18, 0).fetch("camt.052").getFirst())
                                .entries)
                .hasSize(1);
        var next = customer.at(BankCalendar.TARGET.plus(day, 1), 18, 0).fetch("camt.052");
        assertThat(next).hasSize(1);
        assertThat(Customer.Statement.read(next.getFirst()).entries).isEmpty();
    }

    @Test
    void silentBank_staysSilentWhenItBooksAtOnce() {
        morning()
                .send(
                        "a.xml",
                        new TransferFile("M1", Customer.bankDay(0))
                                .instant()
                                .pay(100, Scenario.BANK_SILENT.iban())
                                .bytes());
        assertThat(customer.reports()).isEmpty();
        assertThat(customer.at(Customer.bankDay(0), 18, 0).statements().getFirst().booked())
                .isEqualTo(-100);
    }

    @Test
    void fiveThousandTransfers_areJudgedBookedAndStated() {
        var file = new TransferFile("M1", Customer.bankDay(0));
        for (int i = 0; i < 5_000; i++) {
            file.pay(
                    100 + i,
                    i % 100 == 0 ? RETURNS : i % 100 == 1 ? OTHER_OWN : TransferFile.PAYEE);
        }
        morning().send("a.xml", file.bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        var statements =
                customer.at(Customer.bankDay(0), 18, 0).fetch("camt.053").stream()
                        .map(Customer.Statement::read)
                        .toList();
        assertThat(statements)
                .extracting(one -> one.entries.size())
                .containsExactlyInAnyOrder(5_000, 50);
        assertThat(statements).allMatch(Customer.Statement::proves);
        var returned = customer.at(Customer.bankDay(2), 18, 0).statements().getFirst();
        assertThat(returned.entries).hasSize(50);
        assertThat(returned.proves()).isTrue();
    }
}
