package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import kontor.domestic.Luhn;
import kontor.domestic.Modulus11;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesTest {

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000, true, false",
        "NO9386011117947, true, false",
        "GB29NWBK60161331926819, true, true",
        "CH9300762011623852957, true, true",
        "RS35260005601001611379, true, true",
        "XK051212012345678906, false, true",
        "FO6264600001631634, false, true",
        "'', false, true",
    })
    void sepaCountries_knowSchemeAndAddressRule(String iban, boolean sepa, boolean payerAddress) {
        assertThat(SepaCountries.isSepa(iban)).isEqualTo(sepa);
        assertThat(SepaCountries.needsPayerAddress(iban)).isEqualTo(payerAddress);
    }

    @ParameterizedTest
    @CsvSource({"SALA, true", "SUPP, true", "sala, false", "XXXX, false", "CORE, false"})
    void isoCodes_knowCategoryPurposes(String code, boolean known) {
        assertThat(IsoCodes.isCategoryPurpose(code)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "AM04, insufficient funds, retry by policy, YES",
        "MS03, bank gave no reason, contact counterparty, ONCE",
        "MD01, no valid mandate / unauthorised, stop mandate, NO",
        "CUST, asked by customer / refused by customer, nothing to do, NO",
        "NARR, reason given as text, read the bank's text, NO",
        "AC99, account not usable, correct account, NO",
        "X1, reason of the bank's own, contact bank, NO",
        "'', reason of the bank's own, contact bank, NO",
    })
    void reasonCode_neverRefuses(
            String code, String meaning, String action, ReasonCode.Retry retry) {
        assertThat(ReasonCode.of(code)).isEqualTo(new ReasonCode(code, meaning, action, retry));
    }

    @Test
    void reasonCode_findsOnlyListedCodes() {
        assertThat(ReasonCode.find("AM04")).isPresent();
        assertThat(ReasonCode.find("AC99")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8112189876", "5560473521", "1234566", "41905", "1234567897"})
    void luhn_findsEveryWrongDigit(String digits) {
        assertThat(Luhn.accepts(digits)).isTrue();
        assertEveryChangeIsFound(digits, Luhn::accepts);
    }

    @ParameterizedTest
    @CsvSource({"0011234571", "123456789", "90223456782", "517182351"})
    void modulus11_findsEveryWrongDigit(String digits) {
        assertThat(Modulus11.accepts(digits)).isTrue();
        assertEveryChangeIsFound(digits, Modulus11::accepts);
    }

    @Test
    void modulus11_knowsNorwegianWeights() {
        assertThat(Modulus11.acceptsNorwegian("86011117947")).isTrue();
        assertEveryChangeIsFound("86011117947", Modulus11::acceptsNorwegian);
    }

    private static void assertEveryChangeIsFound(String digits, Predicate<String> check) {
        for (int place = 0; place < digits.length(); place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                var changed = new StringBuilder(digits);
                changed.setCharAt(place, digit);
                assertThat(check.test(changed.toString()))
                        .as(changed.toString())
                        .isEqualTo(digits.contentEquals(changed));
            }
        }
    }
}
