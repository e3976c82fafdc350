package kontor.statements;

import static kontor.statements.StatementBuilder.aStatement;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kontor.core.Currency;
import kontor.core.Ids;
import kontor.core.Money;
import kontor.iso20022.Balance;
import kontor.iso20022.BankTransactionCode;
import kontor.iso20022.Code;
import org.junit.jupiter.api.Test;

/** Which statements may be booked. */
class BalanceProofTest {

    private final StatementBuilder statement =
            aStatement().opening(1_000).entry(500, "A").entry(-300, "B");

    @Test
    void proof_takesEveryKindOfOpeningAndClosing() {
        assertProves(balance("OPBD", 1_000), balance("CLBD", 1_200));
        assertProves(balance("PRCD", 1_000), balance("CLBD", 1_200));
        assertProves(
                balance("CLBD", 1_200),
                balance("OPBD", 1_000),
                balance("CLAV", 7),
                balance("FWAV", 9));
        assertProves(balance("OPBD", 1_000), balance("ITBD", 1_200));
        assertProves(balance("ITBD", 1_000), balance("ITBD", 1_200));
        assertProves(balance("ITBD", 1_000), balance("CLBD", 1_200));
    }

    @Test
    void proof_takesAStatementWithoutEntries() {
        assertThat(BalanceProof.problem(aStatement().told(Ids.next()))).isEmpty();
    }

    @Test
    void proof_saysWhatIsMissing() {
        assertProblem("opening balance", balance("CLBD", 1_200));
        assertProblem("closing balance", balance("OPBD", 1_000));
        assertProblem("closing balance", balance("ITBD", 1_000));
    }

    @Test
    void proof_saysWhatDoesNotAddUp() {
        assertThat(problem(balance("OPBD", 1_000), balance("CLBD", 1_201)))
                .contains(
                        "opening balance 10.00 and "
                                + "entries of 2.00 give 12.00, but it closes with 12.01");
        assertThat(problem(balance("OPBD", Long.MAX_VALUE), balance("CLBD", 0)))
                .contains("its sum is larger " + "than any amount can be");
    }

    @Test
    void proof_refusesOtherCurrencies() {
        var dollars =
                new Balance(
                        Code.iso("CLBD"),
                        new Money(1_200, Currency.known("USD")),
                        Optional.empty());
        assertThat(problem(balance("OPBD", 1_000), dollars).orElseThrow())
                .contains("its closing balance is in USD");
    }

    @Test
    void totals_leaveOutWhatIsNotBooked() {
        for (String status : List.of("PDNG", "INFO", "FUTR")) {
            var with =
                    statement
                            .totals()
                            .plus(statement.head(9_999, "C", status, BankTransactionCode.NONE));
            assertThat(with).as(status).isEqualTo(statement.totals());
        }
    }

    private void assertProves(Balance... balances) {
        assertThat(problem(balances)).isEmpty();
    }

    private void assertProblem(String words, Balance... balances) {
        assertThat(problem(balances).orElseThrow()).contains(words);
    }

    private Optional<String> problem(Balance... balances) {
        return BalanceProof.problem(statement.told(Ids.next(), List.of(balances)));
    }

    private Balance balance(String code, long minor) {
        return statement.balance(code, minor);
    }
}
