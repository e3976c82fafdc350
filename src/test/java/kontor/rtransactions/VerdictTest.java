package kontor.rtransactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import kontor.autogiro.BankgirotCode;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an R-transaction is, by code and day; the collection settled on Monday, 7 December 2026. */
class VerdictTest {

    /** Its comment says what became of the mandate, and is the reason. */
    private static final String NEVER_A_REASON = "AUTOGIRO-INFORMATION-43";

    private static final LocalDate SETTLED = LocalDate.of(2026, 12, 7);

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        // Before the settlement.
        "CORE, '',         AM04, REJECT,  BANK,         false, false, ''",
        "CORE, '',         AC04, REJECT,  BANK,         false, false, ''",
        "CORE, '',         MS02, REFUSAL, COUNTERPARTY, false, false, ''",
        "CORE, '',         SL12, REFUSAL, COUNTERPARTY, false, false, ''",
        "CORE, '',         CANC, RECALL,  ORGANIZATION, false, false, ''",
        "CORE, '',         109,  REJECT,  BANK,         false, false, ''",
        "OPEN, '',         AUTOGIRO-CANCELLED-11, REFUSAL, COUNTERPARTY, false, false, ''",
        "OPEN, '',         AUTOGIRO-PAYMENT-1,    REJECT,  BANK,         false, false, ''",
        // The payer's bank, until 14 December, and the days that its booking takes.
        "CORE, 2026-12-09, AM04, RETURN,  BANK,         false, false, ''",
        "CORE, 2026-12-16, MD01, RETURN,  BANK,         true,  false, ''",
        "CORE, 2026-12-09, '',   RETURN,  BANK,         false, false, ''",
        // The payer: eight weeks without a reason, thirteen months without a mandate.
        "CORE, 2026-12-09, MD06, REFUND,  COUNTERPARTY, false, false, ''",
        "CORE, 2027-02-02, MD06, REFUND,  COUNTERPARTY, false, false, ''",
        "CORE, 2027-02-08, MD06, REFUND,  COUNTERPARTY, false, true,  2028-02-07",
        "CORE, 2026-12-17, MD01, REFUND,  COUNTERPARTY, true,  false, 2028-01-07",
        "CORE, 2027-09-01, MD01, REFUND,  COUNTERPARTY, true,  false, 2028-01-07",
        "CORE, 2028-02-08, MD01, REFUND,  COUNTERPARTY, true,  true,  2028-02-07",
        // Some banks hide the payer's wish behind another code; by the day it can be nothing else.
        "CORE, 2027-01-20, MS03, REFUND,  COUNTERPARTY, false, false, ''",
        "CORE, 2027-03-20, MS03, REFUND,  COUNTERPARTY, true,  false, 2028-01-07",
        // Between companies nobody has a right to a refund.
        "B2B,  2026-12-09, AM04, RETURN,  BANK,         false, false, ''",
        "B2B,  2026-12-09, MD06, REFUND,  COUNTERPARTY, false, true,  2028-02-07",
        "B2B,  2027-01-20, MD01, RETURN,  BANK,         true,  true,  2028-02-07",
        // We ourselves.
        "CORE, 2026-12-09, MD05, REVERSAL, ORGANIZATION, false, false, ''",
        "OPEN, 2026-12-09, FOCR, RECALL,  ORGANIZATION, false, false, ''",
        "OPEN, 2026-12-09, AC04, RETURN,  BANK,         false, false, ''",
        "OPEN, 2026-12-30, AUTOGIRO-REFUND-02, REFUND, COUNTERPARTY, true, false, ''"
    })
    void codeAndDay_tellWhatItIs(
            String scheme,
            String day,
            String code,
            RTransactionKind kind,
            StartedBy startedBy,
            boolean unauthorized,
            boolean outOfTime,
            String disputeUntil) {
        var verdict = Verdict.of(told(scheme, day, code, false));
        assertThat(verdict)
                .isEqualTo(
                        new Verdict(
                                kind,
                                startedBy,
                                unauthorized,
                                outOfTime,
                                Optional.of(disputeUntil)
                                        .filter(text -> !text.isEmpty())
                                        .map(LocalDate::parse)));
    }

    @Test
    void aBookingThatWeAskedFor_isAReversalWhateverItsCode() {
        assertThat(Verdict.of(told("CORE", "2026-12-09", "AM05", true)).kind())
                .isEqualTo(RTransactionKind.REVERSAL);
    }

    @Test
    void aCodeOfNobodysList_isSaidToBeUnknownAndStaysAsItIs() {
        var told = told("CORE", "2026-12-09", "NRTI-7", false);
        var how = CameBack.of(told, Verdict.of(told));
        assertThat(how.known()).isFalse();
        assertThat(how.kind()).isEqualTo(RTransactionKind.RETURN);
        assertThat(ReasonRule.isKnown("AM04")).isTrue();
        assertThat(ReasonRule.isKnown("AUTOGIRO-REJECT-01")).isTrue();
        assertThat(ReasonRule.isKnown("AUTOGIRO-REJECT-77")).isFalse();
    }

    /** Collections that wait for a mandate fail with the code by which Bankgirot ends it. */
    @ParameterizedTest
    @EnumSource(
            value = BankgirotCode.List.class,
            names = {"INFORMATION", "MANDATE"})
    void aCodeThatEndsAMandate_isKnown_andNothingIsCollectedAgainAfterIt(BankgirotCode.List list) {
        var ends = Set.of(BankgirotCode.Outcome.END, BankgirotCode.Outcome.FAIL);
        assertThat(BankgirotCode.all(list))
                .filteredOn(code -> ends.contains(code.outcome()))
                .filteredOn(code -> !code.name().equals(NEVER_A_REASON))
                .isNotEmpty()
                .allSatisfy(
                        code -> {
                            assertThat(ReasonRule.isKnown(code.name())).as(code.name()).isTrue();
                            var rule = ReasonRule.of(code.name());
                            assertThat(rule.again()).isEqualTo(ReasonRule.Again.NEVER);
                            assertThat(rule.cure()).isNotEmpty();
                        });
    }

    private static Told told(String scheme, String day, String code, boolean reversal) {
        var amount = new Money(10_000, Currency.EUR);
        boolean moved = !day.isEmpty();
        var booking = new Told.Booking(Ids.next(), amount, new Money(0, Currency.EUR), reversal);
        return new Told(
                "direct_debits",
                Ids.next(),
                Ids.next(),
                moved,
                code,
                "",
                "",
                moved ? LocalDate.parse(day) : SETTLED,
                amount,
                Optional.of(booking).filter(_ -> moved),
                window(scheme));
    }

    private static Window window(String scheme) {
        return switch (scheme) {
            case "CORE" ->
                    new Window(
                            SETTLED,
                            Optional.of(LocalDate.of(2026, 12, 14)),
                            Optional.of(SETTLED.plusWeeks(8)),
                            Optional.of(SETTLED.plusMonths(13)),
                            true);
            case "B2B" ->
                    new Window(
                            SETTLED,
                            Optional.of(LocalDate.of(2026, 12, 10)),
                            Optional.empty(),
                            Optional.empty(),
                            false);
            default -> Window.open(SETTLED);
        };
    }
}
