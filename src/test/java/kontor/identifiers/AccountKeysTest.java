package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same account is known under each of its numbers, and no other is. */
class AccountKeysTest {

    /**
     * @param number such as {@code DE 532013000 DE_BLZ 37040044}, or an IBAN
     */
    private static Set<String> keys(String number) {
        var words = number.split(" ");
        if (words.length == 1) {
            String market = number.substring(0, 2);
            var iban = AccountIdentifier.of(AccountIdentifierType.IBAN, market, number);
            assertThat(iban.faults()).as(number).isEmpty();
            return AccountKeys.of(iban, List.of());
        }
        var national = AccountIdentifier.of(AccountIdentifierType.NUMBER, words[0], words[1]);
        assertThat(national.faults()).as(number).isEmpty();
        return AccountKeys.of(
                national,
                words.length == 2
                        ? List.of()
                        : List.of(
                                RoutingIdentifier.of(
                                        RoutingIdentifierType.find(words[2]).orElseThrow(),
                                        words[3])));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    AT611904300234573201        | AT 234573201 AT_BLZ 19043
                    AT611904300234573201        | AT 00234573201 AT_BLZ 19043
                    BE68539007547034            | BE 539007547034
                    CH9300762011623852957       | CH 011623852957 CH_BCC 762
                    CH9300762011623852957       | CH 11623852957 CH_BCC 00762
                    DE89370400440532013000      | DE 532013000 DE_BLZ 37040044
                    DE89370400440532013000      | DE 0532013000 DE_BLZ 37040044
                    DE89370400440532013000      | DE 370400440532013000
                    DE89370400440532013000      | FR DE89370400440532013000
                    DE 0532013000 DE_BLZ 37040044 | DE 532013000 DE_BLZ 37040044
                    DK5000400440116243          | DK 00400440116243
                    DK5000400440116243          | DK 0040440116243
                    ES9121000418450200051332    | ES 0200051332 ES_NCC 21000418
                    ES9121000418450200051332    | ES 21000418450200051332
                    FI2112345600000785          | FI 123456785
                    FI2112345600000785          | FI 12345600000785
                    FI5150000120015275          | FI 500001215275
                    FR1420041010050500013M02606 | FR 20041010050500013M02606
                    GB82WEST12345698765432      | GB 98765432 GB_DSC 12-34-56
                    IE29AIBK93115212345678      | IE 12345678 IE_NCC 931152
                    IS140159260076545510730339  | IS 015926007654
                    IT60X0542811101000000123456 | IT 123456 IT_NCC 0542811101
                    NL91ABNA0417164300          | NL 417164300
                    NO9386011117947             | NO 86011117947
                    PL61109010140000071219812874 | PL 61109010140000071219812874
                    PL61109010140000071219812874 | PL 71219812874 PL_KNR 10901014
                    PT50000201231234567890154   | PT 12345678901 PT_NCC 00020123
                    SE4550000000058398257466    | SE 58398257466
                    SE 83279034567891           | SE 8327934567891
                    US 123456789 US_ABA 021000021 | US 000123456789 US_ABA 021000021
                    """,
            delimiter = '|')
    void same(String one, String other) {
        assertThat(AccountKeys.same(keys(one), keys(other))).isTrue();
        assertThat(AccountKeys.same(keys(other), keys(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    DE89370400440532013000        | DE 532013000 DE_BLZ 10000000
                    DE89370400440532013000        | DE 532013001 DE_BLZ 37040044
                    DE89370400440532013000        | DE 532013000
                    DE 532013000 DE_BLZ 37040044  | AT 532013000 AT_BLZ 37040
                    GB82WEST12345698765432        | GB 98765432
                    GB82WEST12345698765432        | GB 98765432 GB_DSC 123457
                    GB 98765432 GB_DSC 123457     | GB 98765432 GB_DSC 123456
                    US 123456789 US_ABA 021000021 | US 123456789 US_ABA 011000015
                    NO9386011117947               | DK 8601-1117947
                    SE4550000000058398257466      | NO 86011117947
                    """,
            delimiter = '|')
    void others(String one, String other) {
        assertThat(AccountKeys.same(keys(one), keys(other))).isFalse();
    }

    /** Whoever asks what is like a payment looks once for each key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89370400440532013000",
                "DE 370400440532013000",
                "DE 532013000 DE_BLZ 37040044",
                "FI2112345600000785",
                "GB82WEST12345698765432",
                "SE4550000000058398257466"
            })
    void oneKey_isEnoughWhereTheNumberNamesItsBank(String number) {
        assertThat(keys(number)).hasSize(1);
    }
}
