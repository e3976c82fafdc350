package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.core.Seeded;
import kontor.domestic.Modulus97;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {

    @ParameterizedTest
    @CsvSource({
        "DE64500105173198833324, DE40500105176499974616, true",
        "DE64500105173198833324, DE89370400440532013000, false",
        "IT60X0542811101000000123456, IT28Y0542811101000000123456, true",
        "IT60X0542811101000000123456, IT60X0300203280000400162854, false",
        "NL91ABNA0417164300, NL02ABNA0123456789, true",
        "NL91ABNA0417164300, DE89370400440532013000, false",
        "XX64500105173198833324, XX64500105173198833324, false",
    })
    void sameBank_isToldByTheBankCode(String one, String other, boolean same) {
        assertThat(Iban.sameBank(one, other)).isEqualTo(same);
    }

    private static final List<String> VALID =
            List.of(
                    "DE89370400440532013000",
                    "SE4550000000058398257466",
                    "GB29NWBK60161331926819",
                    "NL91ABNA0417164300",
                    "FR1420041010050500013M02606",
                    "NO9386011117947");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89370400440532013000",
                "SE4550000000058398257466",
                "GB29NWBK60161331926819",
                "NL91ABNA0417164300",
                "FR1420041010050500013M02606",
                "NO9386011117947",
                // The type of the account is 00.
                "BG29STSA93000027259769",
                "de89 3704 0044 0532 0130 00",
                " NO93\u00a08601\u202f1117 947 ",
            })
    void problem_acceptsValid(String typed) {
        assertThat(Iban.problem(Iban.normalize(typed))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DE88370400440532013000, check digits",
        "DE89370400440532013001, check digits",
        "DE89370400440532031000, check digits",
        "DE8937040044053201300, has 22 characters",
        "NO938601111794, is a country code",
        "NO93860111179470, has 15 characters",
        "DE8937040044053201300O, digits elsewhere",
        "GB2960161331926819NWBK, digits elsewhere",
        "DE89-3704-0044-0532-0130-00, is a country code",
        "8937040044053201300012, is a country code",
        "DE36000000000000000000, placeholder",
        "DE27500105170000000000, placeholder",
        "NL85ABNA0000000000, placeholder",
        "BG05STSA93000000000000, placeholder",
        "'', is a country code",
    })
    void problem_namesWhatIsWrong(String number, String message) {
        assertThat(Iban.problem(Iban.normalize(number))).get().asString().contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"US64SVBKUS6S3300958879", "ZZ400123456789012", "CA000123456789012"})
    void problem_refusesCountriesWithoutIbans(String iban) {
        assertThat(Iban.problem(iban)).get().asString().contains("has no IBANs", "as NUMBER");
    }

    /** Their accounts have those of another country, whatever lists of codes say. */
    @ParameterizedTest
    @CsvSource({
        "JE90NWBK60161331926819, GB",
        "GG14NWBK60161331926819, GB",
        "IM75NWBK60161331926819, GB",
        "AX2112345600000785, FI",
        "PF5720041010050500013M02606, FR",
    })
    void problem_namesTheCountryWhoseIbansATerritoryHas(String iban, String home) {
        assertThat(Iban.problem(iban)).get().asString().contains("begin with " + home);
    }

    /** Examples of the registry and of banks, each with its last national digit changed. */
    @ParameterizedTest
    @CsvSource({
        "BA391290079401028494",
        "BE68539007547034",
        "CZ6508000000192000145399",
        "EE382200221020145685",
        "ES9121000418450200051332",
        "FI2112345600000785",
        "FR1420041010050500013M02606",
        "HU42117730161111101800000000",
        "IT60X0542811101000000123456",
        "MC5811222000010123456789030",
        "ME25505000012345678951",
        "MK07250120000058984",
        "NO9386011117947",
        "PL61109010140000071219812874",
        "PT50000201231234567890154",
        "RS35260005601001611379",
        "SI56263300012039086",
        "SK3112000000198742637541",
        "SM86U0322509800000000270100",
    })
    void problem_knowsNationalCheckDigits(String iban) {
        assertThat(Iban.problem(iban)).as(iban).isEmpty();
        String country = iban.substring(0, 2);
        String bban = iban.substring(4);
        // The fourth digit counts in the checks of every country.
        char digit = bban.charAt(3) == '9' ? '8' : (char) (bban.charAt(3) + 1);
        String wrong = bban.substring(0, 3) + digit + bban.substring(4);
        int check = 98 - Modulus97.remainder(wrong + country + "00");
        String other = country + "%02d".formatted(check) + wrong;
        if (!country.equals("CZ") && !country.equals("SK")) {
            assertThat(Iban.problem(other)).as(other).get().asString().contains(country, "fit");
        }
    }

    @Test
    void problem_refusesCheckDigitsThatCannotBeComputed() {
        Seeded.forAll(
                5_000,
                seeded -> {
                    String account = seeded.digits(18);
                    for (String impossible : List.of("00", "01", "99")) {
                        assertThat(Iban.problem("DE" + impossible + account)).isPresent();
                    }
                });
    }

    @Test
    void problem_findsEveryWrongDigit() {
        for (int place = 2; place < 22; place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                var number = new StringBuilder("DE89370400440532013000");
                boolean same = number.charAt(place) == digit;
                number.setCharAt(place, digit);
                assertThat(Iban.problem(number.toString()).isEmpty()).isEqualTo(same);
            }
        }
    }

    @Test
    void problem_neverThrows() {
        Seeded.forAll(
                5_000,
                seeded -> {
                    assertThat(Iban.problem(seeded.text(40))).isNotNull();
                    assertThat(Iban.problem(Iban.normalize(seeded.text(40)))).isNotNull();
                    assertThat(Iban.problem(seeded.damaged(seeded.pick(VALID)))).isNotNull();
                });
    }
}
