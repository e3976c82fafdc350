package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import kontor.core.Seeded;
import kontor.domestic.SwedishAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwedishIdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "505-0604, 5050604, ''",
        "123-4566, 1234566, ''",
        "5555-5551, 55555551, ''",
        "0005050604, 5050604, ''",
        "991-2346, 9912346, ''",
        "990-2346, 9902346, does not check",
        "505-0605, 5050605, does not check",
        "55-0604, 550604, has 7 or 8 digits",
        "555555551, 555555551, has 7 or 8 digits",
        "505-06O4, 50506O4, has 7 or 8 digits",
        "'', '', has 7 or 8 digits",
    })
    void bankgiro_isNormalizedAndJudged(String typed, String normalized, String problem) {
        assertThat(Bankgiro.normalize(typed)).isEqualTo(normalized);
        assertProblem(Bankgiro.problem(normalized).orElse(""), problem);
    }

    @ParameterizedTest
    @CsvSource({
        "12 34 56-6, 1234566, ''",
        "4190-5, 41905, ''",
        "12345-5, 123455, ''",
        "4190-6, 41906, does not check",
        "7, 7, has 2 to 8 digits",
        "123456789, 123456789, has 2 to 8 digits",
    })
    void plusgiro_isNormalizedAndJudged(String typed, String normalized, String problem) {
        assertThat(Plusgiro.normalize(typed)).isEqualTo(normalized);
        assertProblem(Plusgiro.problem(normalized).orElse(""), problem);
    }

    @ParameterizedTest
    @CsvSource({
        "5001 123457-1, 5001000001234571",
        "9022-3456782, 9022000003456782",
        "4001 1122338, 4001000001122338",
        "1201 0102037, 1201000000102037",
        "7001 6543211, 7001000006543211",
        "6114 517182351, 6114000517182351",
        "6000 123456789, 6000000123456789",
        "6000 12345679, 6000000012345679",
        "3300 811218-9876, 3300008112189876",
        "3782 1234567897, 3782001234567897",
        "9180 1234567897, 9180001234567897",
        // 8327-9 has its own check digit; without it the account stands right behind 8327.
        "'8327-9,123 456 789-7', 8327001234567897",
        "8327 1234567897, 8327001234567897",
        "8327-9 12346, 8327000000012346",
        "8327 12346, 8327000000012346",
        "9500 41905, 9500000000041905",
    })
    void account_isSplitAndZeroFilled(String typed, String zeroFilled) {
        String normalized = SwedishAccount.normalize(typed);
        assertThat(SwedishAccount.problem(normalized)).isEmpty();
        assertThat(SwedishAccount.find(normalized))
                .map(SwedishAccount::zeroFilled)
                .contains(zeroFilled);
    }

    @ParameterizedTest
    @CsvSource({
        "50011234572, does not check",
        "90223456783, does not check",
        "40011122339, does not check",
        "6114517182352, does not check",
        "33008112189877, does not check",
        "5001123457, have exactly 7 digits",
        "500101234571, have exactly 7 digits",
        "33001234567, have exactly 10 digits",
        "60001234567890, have 9 digits",
        "95001, is the clearing number",
        "09991234567, 0999 is in no range",
        "25001234567, 2500 is in no range",
        "5001123457A, is the clearing number",
        "'', is the clearing number",
    })
    void account_namesWhatIsWrong(String number, String problem) {
        assertThat(SwedishAccount.problem(number)).get().asString().contains(problem);
        assertThat(SwedishAccount.find(number)).isEmpty();
    }

    @Test
    void account_neverThrows() {
        Seeded.forAll(
                5_000,
                seeded -> {
                    String digits = seeded.digits(seeded.between(0, 18));
                    assertThat(SwedishAccount.find(digits).isPresent())
                            .isEqualTo(SwedishAccount.problem(digits).isEmpty());
                    assertThat(SwedishAccount.problem(seeded.text(15))).isNotNull();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "811218-9876, 198112189876",
        "19811218-9876, 198112189876",
        "19121212-1212, 191212121212",
        "121212+1212, 191212121212",
        "121212-1212, 201212121212",
        "811278-9873, 198112789873",
        "556047-3521, 005560473521",
        "00556047-3521, 005560473521",
        "16 556047-3521, 005560473521",
        "556999-0004, 005569990004",
    })
    void nationalNumber_hasTwelveDigitsInFiles(String typed, String twelveDigits) {
        String normalized = SwedishNationalNumber.normalize(typed);
        assertThat(SwedishNationalNumber.problem(normalized)).isEmpty();
        assertThat(SwedishNationalNumber.twelveDigits(normalized, LocalDate.of(2026, 11, 21)))
                .isEqualTo(twelveDigits);
    }

    @ParameterizedTest
    @CsvSource({
        "8112189877, does not check",
        "5560473522, does not check",
        "198113189876, date of birth",
        "8112329876, date of birth",
        "178112189876, date of birth",
        "198102299876, date of birth",
        "195560473521, leave out the century",
        "811218987, has 10 digits",
        "81121898765, has 10 digits",
        "811218+98765, has 10 digits",
        "'', has 10 digits",
    })
    void nationalNumber_namesWhatIsWrong(String number, String problem) {
        assertThat(SwedishNationalNumber.problem(number)).get().asString().contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5560473521", "005560473521"})
    void nationalNumber_knowsOrganisations(String number) {
        assertThat(SwedishNationalNumber.isOrganisation(number)).isTrue();
        assertThat(SwedishNationalNumber.isOrganisation("8112189876")).isFalse();
    }

    private static void assertProblem(String problem, String expected) {
        assertThat(problem.isEmpty()).as(problem).isEqualTo(expected.isEmpty());
        assertThat(problem).contains(expected);
    }
}
