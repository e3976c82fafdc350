package kontor.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a statement says of itself beside its balances: where it does not agree, it is booked as
 * these prove and a case says what differs. One that does not prove itself is corrected by another
 * one of its name.
 */
class OwnFiguresTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final String ZERO = BankFolder.balance("OPBD", 0, DAY);
    private static final String CLOSED = BankFolder.balance("CLBD", 300, DAY);

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final BankFolder bank = new BankFolder(sandbox);
    private final String account = bank.anAccount("DE02120300000000202051");

    private List<JsonNode> cases(String status) {
        return sandbox.owner().get("/financial-data/v2beta/cases?status=" + status).items();
    }

    private List<String> open() {
        return cases("OPEN").stream()
                .map(one -> one.at("/kind").asText() + " " + one.at("/summary").asText())
                .toList();
    }

    private List<String> booked() {
        return sandbox
                .developer()
                .get("/financial-data/v2/transactions?limit=100&accountId=" + account)
                .items()
                .stream()
                .map(one -> one.at("/amount/stringValue").asText())
                .sorted()
                .toList();
    }

    private static String[] entries() {
        return new String[] {
            BankFolder.entry(500, DAY, ""), BankFolder.entry(-200, DAY, ""),
        };
    }

    private static String summary(String inside) {
        return "<TxsSummry>" + inside + "</TxsSummry>";
    }

    @ParameterizedTest
    @CsvSource({
        "<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>7.00</Sum></TtlNtries>,",
        "<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>3.00</Sum></TtlNtries>,",
        "<TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries>, counts 3 entries",
        "<TtlNtries><Sum>8.00</Sum></TtlNtries>, says entries of 8.00",
        "<TtlNtries><TtlNetNtryAmt>3.000</TtlNetNtryAmt></TtlNtries>,",
        "<TtlNtries><TtlNetNtryAmt>4</TtlNetNtryAmt></TtlNtries>, says 4 moved",
        "<TtlNtries><TtlNetNtry><Amt>4</Amt></TtlNetNtry></TtlNtries>, says 4 moved",
        "<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>5</Sum></TtlCdtNtries>,",
        "<TtlCdtNtries><NbOfNtries>2</NbOfNtries></TtlCdtNtries>, counts 2 credits",
        "<TtlCdtNtries><Sum>5.01</Sum></TtlCdtNtries>, says credits of 5.01",
        "<TtlDbtNtries><NbOfNtries>0</NbOfNtries></TtlDbtNtries>, counts 0 debits",
        "<TtlDbtNtries><Sum>1.99</Sum></TtlDbtNtries>, says debits of 1.99",
        "<TtlNtries><NbOfNtries>many</NbOfNtries><Sum>1e9</Sum></TtlNtries>,"
    })
    void summaryThatDiffers_opensACase(String told, @Nullable String words) {
        bank.offer(bank.page("S", DAY, "", summary(told) + ZERO + CLOSED, entries()));
        assertThat(booked()).containsExactly("-2.00", "5.00");
        if (words == null) {
            assertThat(open()).isEmpty();
        } else {
            assertThat(open())
                    .singleElement()
                    .asString()
                    .startsWith("STATEMENT_CONTRADICTS_ITSELF")
                    .contains(words);
        }
    }

    @Test
    void reversals_mayBeCountedOnEitherSide() {
        String net = summary("<TtlNtries><TtlNetNtryAmt>7</TtlNetNtryAmt></TtlNtries>");
        String back = entries()[1].replace("<Sts>", "<RvslInd>true</RvslInd><Sts>");
        bank.offer(bank.page("S", DAY, "", net + ZERO + CLOSED, entries()[0], back));
        assertThat(booked()).containsExactly("-2.00", "5.00");
        assertThat(open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CLBD, 300, 999", "CLBD, 999, 300", "OPBD, 0, 999", "OPBD, 999, 0"})
    void twoBalancesOfOneName_areReadAsTheyProve(String code, long first, long second) {
        String twice = BankFolder.balance(code, first, DAY) + BankFolder.balance(code, second, DAY);
        bank.offer(
                bank.page(
                        "S",
                        DAY,
                        "",
                        code.equals("CLBD") ? ZERO + twice : twice + CLOSED,
                        entries()));
        assertThat(booked()).containsExactly("-2.00", "5.00");
        assertThat(open()).singleElement().asString().contains("two balances " + code, "9.99");
    }

    @Test
    void closingBalancesOfTwoDays_contradictNothing() {
        bank.offer(
                bank.page(
                        "S",
                        DAY,
                        "",
                        ZERO + BankFolder.balance("CLBD", 500, DAY.minusDays(1)) + CLOSED,
                        entries()));
        assertThat(booked()).containsExactly("-2.00", "5.00");
        assertThat(open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 5})
    void entriesDatedOutsideTheStatement_areToldWhenTheyAreAfterIt(int days) {
        var date = DAY.plusDays(days);
        bank.offer(bank.page("S", DAY, "", ZERO + CLOSED, BankFolder.entry(300, date, "")));
        assertThat(booked()).containsExactly("3.00");
        if (days <= 0) {
            assertThat(open()).isEmpty();
        } else {
            assertThat(open())
                    .singleElement()
                    .asString()
                    .contains("entry 1 of 3.00 is dated " + date + ", after its day");
        }
    }

    @ParameterizedTest
    @CsvSource({"statement, 300", "statement, 299", "notification, 300", "notification, 299"})
    void detailsOfAnotherAmountThanTheirEntry_openACase(String kind, long amount) {
        String entry = BankFolder.entry(300, DAY, "", BankFolder.detail(amount, "E1"));
        bank.offer(
                kind.equals("statement")
                        ? bank.page("S", DAY, "", ZERO + CLOSED, entry)
                        : bank.notification("N", DAY, entry));
        if (amount == 300) {
            assertThat(open()).isEmpty();
        } else {
            assertThat(open())
                    .singleElement()
                    .asString()
                    .contains(kind + " ", "entry 1 of 3.00 consists of details of 2.99");
        }
    }

    @Test
    void detailsThatAreListedInPart_orWithCharges_contradictNothing() {
        bank.offer(
                bank.page(
                        "S",
                        DAY,
                        "",
                        ZERO + CLOSED,
                        BankFolder.entry(
                                500, DAY, "", BankFolder.batch(3), BankFolder.detail(100, "E1")),
                        BankFolder.entry(
                                -200,
                                DAY,
                                "",
                                BankFolder.detail(-190, "E2")
                                        .replace(
                                                "</TxDtls>",
                                                "<Chrgs><Rcrd><Amt Ccy='EUR'>0.10</Amt></Rcrd>"
                                                        + "</Chrgs></TxDtls>"))));
        assertThat(booked()).containsExactly("-2.00", "5.00");
        assertThat(open()).isEmpty();
    }

    /** What does not add up first, and the same in right figures; which of them is right. */
    @ParameterizedTest
    @CsvSource({
        "S, S, 0, 999, true",
        "S, S, 999, 300, true",
        "S, S, 7, 999, true",
        "S, T, 0, 999, false"
    })
    void statementThatAddsUp_closesTheCaseOfTheOneOfItsName(
            String name, String other, long opening, long closing, boolean closes) {
        String wrong =
                BankFolder.balance("OPBD", opening, DAY) + BankFolder.balance("CLBD", closing, DAY);
        bank.offer(bank.page(name, DAY, "", wrong, entries()));
        assertThat(open()).singleElement().asString().startsWith("STATEMENT_NOT_BOOKED");
        bank.offer(
                bank.page(other, DAY, "", ZERO + CLOSED, entries())
                        .replace("<MsgId>M-", "<MsgId>AGAIN-"));
        assertThat(booked()).containsExactly("-2.00", "5.00");
        assertThat(open()).hasSize(closes ? 0 : 1);
        if (closes) {
            assertThat(cases("CLOSED")).singleElement().asString().contains("told it again");
        }
    }

    @Test
    void otherPartOfTheDay_underTheSameName_leavesTheCaseOpen() {
        bank.offer(bank.page("S", DAY, "", ZERO + BankFolder.balance("CLBD", 999, DAY), entries()));
        bank.offer(
                bank.page(
                        "S",
                        DAY,
                        "",
                        BankFolder.balance("OPBD", 300, DAY) + BankFolder.balance("CLBD", 400, DAY),
                        BankFolder.entry(100, DAY, "")));
        assertThat(booked()).containsExactly("1.00");
        assertThat(open()).singleElement().asString().startsWith("STATEMENT_NOT_BOOKED");
    }

    @Test
    void sameBytesAgain_areReadWhenWhatTheyLackedHasCome() {
        String content = bank.page("S", DAY, "", ZERO + CLOSED, entries());
        bank.offer(content.replace("DE02120300000000202051", "DE02500105170137075030"));
        assertThat(open()).singleElement().asString().contains("does not know");
        bank.anAccount("DE02500105170137075030");
        bank.offer(content.replace("DE02120300000000202051", "DE02500105170137075030"));
        assertThat(open()).isEmpty();
        bank.assertStates("PROCESSED", "DUPLICATE");
    }
}
