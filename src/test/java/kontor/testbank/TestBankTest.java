package kontor.testbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kontor.connections.Channel;
import kontor.core.BankCalendar;
import kontor.iso20022.TransactionDetails;
import org.junit.jupiter.api.Test;

/** A customer's story with the bank: files in, files out, books that prove. */
class TestBankTest {

    private static final String RETURNS = Scenario.RETURNED_NO_FUNDS.iban();

    private final Customer customer = new Customer();

    /** At ten on the first day, with the opening statements fetched. */
    private Customer morning() {
        customer.at(Customer.firstDay(), 10, 0).statements();
        return customer;
    }

    @Test
    void open_statesWhatWasBeforeAndNothingTwice() {
        customer.database.write(customer.organization, tx -> new TestBank().open(tx));
        var statements = customer.at(Customer.firstDay(), 10, 0).statements();
        assertThat(statements).hasSize(1);
        assertThat(statements.getFirst().balance("OPBD")).isZero();
        assertThat(statements.getFirst().balance("CLBD")).isEqualTo(4_500_000 - 275_050);
        assertThat(statements.getFirst().proves()).isTrue();
        assertThat(customer.statements()).isEmpty();
    }

    @Test
    void file_isAnsweredBookedAndStated() {
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(2))
                                .collect(1_000, DebitFile.PAYER)
                                .collect(2_550, DebitFile.PAYER)
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        assertThat(customer.at(Customer.bankDay(2), 17, 59).statements()).isEmpty();
        var statement = customer.at(Customer.bankDay(2), 18, 0).statements().getFirst();
        assertThat(statement.proves()).isTrue();
        assertThat(statement.balance("OPBD")).isEqualTo(4_500_000 - 275_050);
        assertThat(statement.entries).hasSize(1);
        var entry = statement.entries.getFirst();
        assertThat(entry.head().amount().plain()).isEqualTo("35.50");
        assertThat(entry.head().dates().booking()).contains(Customer.bankDay(2));
        assertThat(entry.head().code().subFamily()).contains("ESDD");
        assertThat(entry.batch().orElseThrow().paymentInformationId()).contains("P1");
        assertThat(entry.batch().orElseThrow().messageId()).contains("M1");
        assertThat(entry.batch().orElseThrow().numberOfTransactions()).contains(2);
        assertThat(entry.details())
                .extracting(
                        one ->
                                one.references().endToEndId().orElse("")
                                        + " "
                                        + one.references().mandateId().orElse("")
                                        + " "
                                        + one.references().instructionId().orElse("")
                                        + " "
                                        + one.amount().orElseThrow().plain())
                .containsExactly("E1 MANDATE-1 I1 10.00", "E2 MANDATE-2 I2 25.50");
        assertThat(customer.at(Customer.bankDay(3), 20, 0).statements()).isEmpty();
    }

    @Test
    void returningDebtor_comesBackTwoBankDaysAfterBooking() {
        var day = Customer.bankDay(1);
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", day)
                                .collect(1_000, DebitFile.PAYER)
                                .collect(700, RETURNS)
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        assertThat(customer.at(day, 19, 0).statements().getFirst().booked()).isEqualTo(1_700);
        assertThat(customer.at(BankCalendar.TARGET.plus(day, 1), 19, 0).statements()).isEmpty();
        var statement =
                customer.at(BankCalendar.TARGET.plus(day, 2), 19, 0).statements().getFirst();
        assertThat(statement.proves()).isTrue();
        var entry = statement.entries.getFirst();
        assertThat(entry.head().amount().amountMinor()).isEqualTo(-700);
        assertThat(entry.head().code().subFamily()).contains("UPDD");
        TransactionDetails details = entry.details().getFirst();
        assertThat(details.returned().orElseThrow().reason().orElseThrow().value())
                .isEqualTo("AM04");
        assertThat(details.references().endToEndId()).contains("E2");
        assertThat(details.references().mandateId()).contains("MANDATE-2");
        assertThat(details.instructedAmount().orElseThrow().amountMinor()).isEqualTo(700);
        assertThat(details.counterparty().orElseThrow().iban()).contains(RETURNS);
    }

    @Test
    void refusedCollections_areNamedAndNotBooked() {
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(1))
                                .collect(1_000, DebitFile.PAYER)
                                .collect(700, Scenario.REFUSED_CLOSED_ACCOUNT.iban())
                                .bytes());
        assertThat(customer.reports())
                .containsExactly(List.of("PART", "P1 PART", "E1 ACCP", "E2 RJCT AC04"));
        assertThat(customer.at(Customer.bankDay(1), 18, 0).statements().getFirst().booked())
                .isEqualTo(1_000);
    }

    @Test
    void file_withTheMessageIdOfAnotherIsRefused() {
        var file = new DebitFile("M1", Customer.bankDay(1)).collect(1_000, DebitFile.PAYER);
        morning().send("a.xml", file.bytes()).reports();
        customer.send("b.xml", file.bytes());
        assertThat(customer.reports()).containsExactly(List.of("RJCT DU01"));
        assertThat(customer.at(Customer.bankDay(1), 18, 0).statements().getFirst().booked())
                .isEqualTo(1_000);
    }

    @Test
    void file_sentAgainUnderItsNameIsThereAlready() {
        assertThat(morning().delivered("a.xml")).isEqualTo(Channel.Delivery.ABSENT);
        var file = new DebitFile("M1", Customer.bankDay(1)).collect(1_000, DebitFile.PAYER).bytes();
        customer.send("a.xml", file).send("a.xml", file);
        assertThat(customer.delivered("a.xml")).isEqualTo(Channel.Delivery.THERE);
        assertThat(customer.reports()).hasSize(1);
    }

    @Test
    void file_whoseTotalsDoNotFitIsRefused() {
        var file = new DebitFile("M1", Customer.bankDay(1)).collect(1_000, DebitFile.PAYER);
        morning()
                .send(
                        "a.xml",
                        file.withText("<CtrlSum>10.00</CtrlSum>", "<CtrlSum>10.01</CtrlSum>"));
        customer.send("b.xml", file.withText("<NbOfTxs>1</NbOfTxs>", "<NbOfTxs>2</NbOfTxs>"));
        assertThat(customer.reports()).containsExactly(List.of("RJCT AM10"), List.of("RJCT AM18"));
        assertThat(customer.at(Customer.bankDay(1), 18, 0).statements()).isEmpty();
    }

    @Test
    void file_thatIsBrokenIsRefusedAndLeavesTheBankAtWork() {
        String half =
                Customer.text(
                        new DebitFile("M1", Customer.bankDay(1))
                                .collect(1_000, DebitFile.PAYER)
                                .bytes());
        morning()
                .send(
                        "a.xml",
                        half.substring(0, half.length() - 40).getBytes(StandardCharsets.UTF_8));
        customer.send("b.xml", "nothing like it".getBytes(StandardCharsets.UTF_8));
        customer.send("c.xml", new byte[0]);
        assertThat(customer.reports()).hasSize(3).allMatch(List.of("RJCT FF01")::equals);
        assertThat(customer.bank.nextMoment(customer.organization, java.time.Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void group_afterTheCutOffIsRefused() {
        customer.at(Customer.firstDay(), 15, 30)
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(1))
                                .collect(1_000, DebitFile.PAYER)
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("RJCT", "P1 RJCT TM01"));
    }

    @Test
    void lateRefusal_followsInTheMorningOfTheDay() {
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(1))
                                .collect(1_000, DebitFile.PAYER)
                                .collect(700, Scenario.REFUSED_LATE.iban())
                                .bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        customer.at(Customer.bankDay(1), 18, 0);
        assertThat(customer.reports()).containsExactly(List.of("-", "P1 -", "E2 RJCT AG01"));
        assertThat(customer.statements().getFirst().booked()).isEqualTo(1_000);
    }

    @Test
    void silentAndRepeatingBank_bookAllTheSame() {
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(1))
                                .collect(1_000, Scenario.BANK_SILENT.iban())
                                .bytes());
        assertThat(customer.reports()).isEmpty();
        customer.send(
                "b.xml",
                new DebitFile("M2", Customer.bankDay(1))
                        .underMandates("OTHER-")
                        .collect(500, Scenario.REPORTED_TWICE.iban())
                        .bytes());
        var twice = customer.fetch("pain.002");
        assertThat(twice).hasSize(2);
        assertThat(twice.getFirst()).isEqualTo(twice.getLast());
        assertThat(customer.at(Customer.bankDay(1), 18, 0).statements().getFirst().booked())
                .isEqualTo(1_500);
    }

    @Test
    void singleBooking_isDoneOnRequestAndForItsMagicDebtor() {
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(1))
                                .bookedSingly()
                                .collect(100, DebitFile.PAYER)
                                .collect(200, DebitFile.PAYER)
                                .bytes());
        customer.send(
                "b.xml",
                new DebitFile("M2", Customer.bankDay(1))
                        .underMandates("OTHER-")
                        .collect(300, DebitFile.PAYER)
                        .collect(400, Scenario.BOOKED_SINGLY.iban())
                        .bytes());
        var statement = customer.at(Customer.bankDay(1), 18, 0).statements().getFirst();
        assertThat(statement.entries)
                .hasSize(4)
                .allMatch(entry -> entry.batch().isEmpty() && entry.details().size() == 1);
        assertThat(statement.entries)
                .extracting(entry -> entry.head().references().accountServicer())
                .doesNotHaveDuplicates();
        assertThat(statement.proves()).isTrue();
    }

    @Test
    void bankThatWasAsleep_makesUpForEverythingInOrder() {
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(1)).collect(700, RETURNS).bytes())
                .send(
                        "b.xml",
                        new DebitFile("M2", Customer.bankDay(2))
                                .underMandates("OTHER-")
                                .collect(900, DebitFile.PAYER)
                                .bytes());
        var statements = customer.at(Customer.bankDay(8), 12, 0).statements();
        assertThat(statements)
                .extracting(Customer.Statement::booked)
                .containsExactly(700L, 900L, -700L);
        assertThat(statements).allMatch(Customer.Statement::proves);
        assertThat(statements.get(1).balance("OPBD")).isEqualTo(statements.get(0).balance("CLBD"));
        assertThat(statements.get(2).balance("OPBD")).isEqualTo(statements.get(1).balance("CLBD"));
        assertThat(statements)
                .extracting(one -> one.head.electronicSequenceNumber().orElseThrow())
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void fiveThousandCollections_areJudgedBookedAndStated() {
        var file = new DebitFile("M1", Customer.bankDay(1)).bookedSingly();
        for (int i = 0; i < 5_000; i++) {
            file.collect(100 + i, i % 100 == 0 ? RETURNS : DebitFile.PAYER);
        }
        morning().send("a.xml", file.bytes());
        assertThat(customer.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
        var booked = customer.at(Customer.bankDay(1), 18, 0).statements().getFirst();
        assertThat(booked.entries).hasSize(5_000);
        assertThat(booked.proves()).isTrue();
        var returned = customer.at(Customer.bankDay(3), 18, 0).statements().getFirst();
        assertThat(returned.entries).hasSize(50);
        assertThat(returned.proves()).isTrue();
    }

    @Test
    void organizations_haveABankEach() {
        morning()
                .send(
                        "a.xml",
                        new DebitFile("M1", Customer.bankDay(1))
                                .collect(100, DebitFile.PAYER)
                                .bytes());
        var other = new Customer().at(Customer.bankDay(1), 18, 0);
        assertThat(other.reports()).isEmpty();
        assertThat(other.statements()).hasSize(1);
        other.send(
                "a.xml",
                new DebitFile("M1", Customer.bankDay(3)).collect(100, DebitFile.PAYER).bytes());
        assertThat(other.reports()).containsExactly(List.of("ACCP", "P1 ACCP"));
    }
}
