package kontor.domestic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.core.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every usual writing of a number becomes one, and what cannot be an account is refused. */
class DomesticNumberTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    SE | 8327-9 12345674        | 832712345674
                    SE | 83279 12345674         | 832712345674
                    SE | '8327-9,123 456 7-4'   | 832712345674
                    SE | 8327912345674          | 832712345674
                    SE | 8327 12345674          | 832712345674
                    SE | 8327-0012345674        | 832712345674
                    SE | 832790012345674        | 832712345674
                    SE | 8327‑9 12345674        | 832712345674
                    SE | 8327 91234567          | 832791234567
                    SE | 8327-9 1234567         | 83271234567
                    SE | 8327 91234560          | 832790091234560
                    SE | 8327-9 91234567        | 832791234567
                    SE | 6114-12 345 679        | 6114012345679
                    SE | 6114 012345679         | 6114012345679
                    SE | 3300 811218-9876       | 33008112189876
                    SE | 3300-19811218-9876     | 33008112189876
                    SE | 5001-123 457 1         | 50011234571
                    SE | 9500 0000041905        | 950041905
                    DK | 40-440116243           | 00400440116243
                    DK | 0040-0440116243        | 00400440116243
                    DK | 0040 0440 116 243      | 00400440116243
                    DK | 0040440116243          | 00400440116243
                    DK | 00400440116243         | 00400440116243
                    NO | 8601.11.17947          | 86011117947
                    NO | 8601 11 17947          | 86011117947
                    FI | 123456-785             | 12345600000785
                    FI | 123456785              | 12345600000785
                    FI | 500001-215275          | 50000120015275
                    FI | 12345600000785         | 12345600000785
                    CZ | 19-2000145399/0800     | 08000000192000145399
                    CZ | 000019-2000145399/0800 | 08000000192000145399
                    CZ | 08000000192000145399   | 08000000192000145399
                    SK | 19-8742637541/1200     | 12000000198742637541
                    PL | PL61 1090 1014 0000 0712 1981 2874 | 61109010140000071219812874
                    BE | 539-0075470-34         | 539007547034
                    IS | 159-26-7654            | 015926007654
                    IS | 0159 26 007654         | 015926007654
                    NZ | 1-902-68389-0          | 0109020068389000
                    NZ | 010902006838900        | 0109020068389000
                    GB | 3192 6819              | 31926819
                    GB | ３１９２６８１９          | 31926819
                    ES | 2100 0418 45 0200051332 | 21000418450200051332
                    FR | 20041 01005 0500013M026 06 | 20041010050500013M02606
                    IT | X 05428 11101 000000123456 | X0542811101000000123456
                    PT | 0002.0123.12345678901.54 | 000201231234567890154
                    NL | 41.71.64.300           | 417164300
                    HK | 888888888              | 888888888
                    DE | 222222222              | 222222222
                    NO | 1234 56 78903          | 12345678903
                    MX | 032180000118359719     | 032180000118359719
                    HU | 11773016-11111018      | 117730161111101800000000
                    HU | 11773016 11111018 00000000 | 117730161111101800000000
                    """,
            delimiter = '|')
    void writings_becomeOne(String market, String typed, String number) {
        assertThat(DomesticNumber.normalize(market, typed)).isEqualTo(number);
        assertThat(DomesticNumber.problem(market, number)).as(typed).isEmpty();
        assertThat(DomesticNumber.normalize(market, number)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    GB | 00000000              | placeholder
                    GB | 12345678              | placeholder
                    DE | 0000000000            | placeholder
                    US | 000000000             | placeholder
                    NO | 00000000000           | placeholder
                    DK | 0040-0000000000       | placeholder
                    SE | 8327-9 0000000000     | placeholder
                    CZ | 0000000000/0800       | placeholder
                    SE | 8327-8 12345674       | fifth digit
                    SE | 832791234560          | write them apart
                    SE | 811218-9876           | clearing number 3300
                    SE | 5001 123457           | exactly 7 digits
                    SE | 5001 123458           | then it is 5001 0123458
                    SE | 3300 101011237        | then it is 3300 0101011237
                    GB | 1926819               | then it is 01926819
                    NO | 5301234564            | then it is 05301234564
                    ES | 21000418460200051332  | control digits
                    PT | 201231234567890154    | then it is 000201231234567890154
                    BE | 539007547035          | check digit
                    FR | 20041010050500013M02607 | RIB key
                    IT | Y0542811101000000123456 | CIN letter
                    PT | 000201231234567890155 | modulus 97
                    NO | 86011117948           | check digit
                    FI | 123456-786            | check digit
                    CZ | 19-2000145398/0800    | modulus 11
                    CZ | 18-2000145399/0800    | modulus 11
                    CZ | 19-145399             | 19-2000145399/0800
                    SK | 19-8742637542/1200    | modulus 11
                    PL | 62109010140000071219812874 | check digits
                    MX | 032180000118359718    | last digit
                    MX | 32180000118359719     | then it is 032180000118359719
                    HU | 11773016-11111019     | check digit
                    HU | 11773016-11111019-00000000 | check digit
                    HU | 11173016-11111018     | check digit
                    HU | 1773016-11111018      | has 16 or 24 digits
                    HU | 5860029-10093029      | then it is 0586002910093029
                    DK | 401234                | 0040-0440116243
                    DK | 40440116243           | put them back
                    DK | 400440116243          | put them back
                    DK | 2164069055628         | put them back
                    DK | 404 401 162 43        | put them back
                    GB | 99999999              | placeholder
                    GB | 11111111              | placeholder
                    GB | 87654321              | placeholder
                    US | 999999999             | placeholder
                    DE | 1234567890            | placeholder
                    IS | 111111111111          | placeholder
                    DK | 9999-9999999999       | placeholder
                    DK | 1234-1234567890       | placeholder
                    DE | 1.23E+15              | spreadsheet
                    NL | 1.23E15               | spreadsheet
                    NL | 4,17164E+08           | spreadsheet
                    GB | 3E+07                 | spreadsheet
                    GB | 3192681.0             | spreadsheet
                    US | 123456780.00          | spreadsheet
                    SE | 8.327E+11             | spreadsheet
                    DK | 4.00440E+11           | spreadsheet
                    NO | 8.60111e+10           | spreadsheet
                    FI | 1,23456E+13           | spreadsheet
                    PL | ############          | spreadsheet
                    """,
            delimiter = '|')
    void whatIsNoAccount_isRefusedWithTheCure(String market, String typed, String words) {
        String number = DomesticNumber.normalize(market, typed);
        assertThat(DomesticNumber.problem(market, number)).get().asString().contains(words);
    }

    /** Whatever is kept, it is not read as another account later. */
    @Test
    void oneForm_isReadAsItself() {
        var markets = List.of("SE", "DK", "FI", "CZ", "IS", "NZ", "PL", "GB", "NO");
        Seeded.forAll(
                20_000,
                seeded -> {
                    String market = seeded.pick(markets);
                    String digits = seeded.digits(seeded.between(5, 17));
                    String typed =
                            market.equals("SE")
                                    ? seeded.pick(List.of("8327", "83279", "8327 ", "6000 "))
                                            + digits
                                    : digits;
                    String number = DomesticNumber.normalize(market, typed);
                    assertThat(DomesticNumber.normalize(market, number)).isEqualTo(number);
                });
    }

    @Test
    void swedbankAccount_keepsItsParts_whateverItsDigitsLookLike() {
        Seeded.forAll(
                20_000,
                seeded -> {
                    String digits = "9" + seeded.digits(seeded.between(2, 9));
                    var account = SwedishAccount.of("8327", digits).orElseThrow();
                    assertThat(SwedishAccount.find(account.number())).contains(account);
                    assertThat(account.inFiles()).isEqualTo("8327" + digits);
                });
    }
}
