package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References with check digits, by the worked examples of the rails. */
class PaymentReferencesTest {

    @ParameterizedTest
    @CsvSource({
        // Luhn: stem and check digit
        "1234567897, true",
        "18, true",
        "1234567890, false",
        "1, false",
        // at most 25 digits
        "1234567890123456789012340, true",
        "12345678901234567890123456, false",
    })
    void ocr_hasALuhnCheckDigit(String reference, boolean fine) {
        assertThat(OcrReference.problem(reference).isEmpty()).isEqualTo(fine);
    }

    @Test
    void ocr_withALengthDigit_isOneOfThose() {
        // 12345 and the last digit of the whole length, 7: the check digit covers both.
        assertThat(OcrReference.problem("1234574")).isEmpty();
        assertThat(OcrReference.problem("1234564")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"12 345 678 97, true", "Invoice 17, false", "'', false", "٣٤٥, false"})
    void ocr_isMeantByDigitsAlone(String reference, boolean meant) {
        assertThat(OcrReference.isMeant(reference)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "12345674, true",
        "000123455, true",
        "000123451, false",
        // modulus 11: weights 2 to 7 from the right, 10 is a hyphen
        "12348-, true",
        "12348, false",
        "-, false",
        "12-48, false",
    })
    void kid_checksByModulus10Or11(String reference, boolean fine) {
        assertThat(KidReference.problem(reference).isEmpty()).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "123456782, 15, 000000123456782, true", "123456789, 15, 000000123456789, false",
        "0000000123456782, 16, 0000000123456782, true",
                "0000000123456782, 15, 0000000123456782, false",
        "12345678A, 15, 00000012345678A, false",
    })
    void fik_isFilledWithZeros_andHasALuhnCheckDigit(
            String typed, int length, String normalized, boolean fine) {
        assertThat(FikReference.normalize(typed, length)).isEqualTo(normalized);
        assertThat(FikReference.problem(normalized, length).isEmpty()).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "210000000003139471430009017, true", "210000000003139471430009018, false",
        "000000000000000002026004177, true", "000000000000000002026004178, false",
        "21000000000313947143000901, false", "000000000000000000000000000, true",
    })
    void qr_checksRecursively(String reference, boolean fine) {
        assertThat(QrReference.problem(reference).isEmpty()).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "CH4431999123000889012, true",
        "CH9300762011623852957, false",
        "LI2130000000000000000, true",
        "DE89370400440532013000, false"
    })
    void qrIban_hasAnInstitutionIdOfItsOwn(String iban, boolean qr) {
        assertThat(QrReference.isQrIban(iban)).isEqualTo(qr);
    }

    @ParameterizedTest
    @CsvSource({
        "+++090/9337/55493+++, true, 090933755493, true",
        "***090/9337/55493***, true, 090933755493, true",
        "090/9337/55493, true, 090933755493, true",
        "+++ 090 / 9337 / 55493 +++, true, 090933755493, true",
        "+++090933755493+++, true, 090933755493, true",
        "090933755493, false, 090933755493, true",
        "+++090\u00a09337\u00a055494+++, true, 090933755494, false",
        "+++\u00a0090/9337/55494\u00a0+++, true, 090933755494, false",
        "\uff0b\uff0b\uff0b\uff10\uff19\uff10/9337/55493+++, true, 090933755493, true",
        "+++000/0000/00097+++, true, 000000000097, true",
        "+++090/9337/55494+++, true, 090933755494, false",
        "+++090/9337/55493***, false, +++090/9337/55493***, false",
        "Invoice 1, false, Invoice 1, false",
    })
    void belgian_isReadInEverySpelling(
            String typed, boolean meant, String normalized, boolean fine) {
        assertThat(BelgianReference.isMeant(typed, "EUR")).isEqualTo(meant);
        boolean isFramed = typed.indexOf('/') != 3;
        assertThat(BelgianReference.isMeant(typed, "SEK")).isEqualTo(meant && isFramed);
        assertThat(BelgianReference.normalize(typed)).isEqualTo(normalized);
        assertThat(BelgianReference.problem(normalized).isEmpty()).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "1234 56, 123456, false",
        "12344, 12344, true",
        "00012344, 12344, true",
        "1 23453, 123453, true",
        "123, 123, false",
    })
    void finnish_checksBy731(String typed, String normalized, boolean fine) {
        assertThat(FinnishReference.normalize(typed)).isEqualTo(normalized);
        assertThat(FinnishReference.problem(normalized).isEmpty()).isEqualTo(fine);
    }

    @ParameterizedTest
    @CsvSource({
        "RF18539007547034, true",
        "rf18 5390 0754 7034, true",
        "RF19 5390 0754 7034, true",
        "RF19 539007547034, true",
        "RF 19 539007547034, true",
        "RF19-5390-0754-7034, true",
        "RF19\u00a05390\u00a00754\u00a07034, true",
        "RF25 Rechnung 5, false",
        "RF00 is no reference of ISO, false",
        "RF invoice, false",
        "Invoice RF18539007547034, false",
    })
    void rf_isMeantInOneWordOrInGroupsOfFour(String typed, boolean meant) {
        assertThat(RfReference.isMeant(typed)).isEqualTo(meant);
    }

    /** As people type, paste and print it; what is no reference stays words. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    RF18539007547034            | RF18539007547034
                    rf18 5390 0754 7034         | RF18539007547034
                    '  RF18 5390 0754 7034'     | RF18539007547034
                    \u200bRF18539007547034      | RF18539007547034
                    \uff32\uff26\uff11\uff18539007547034 | RF18539007547034
                    RF18 539007547034           | RF18539007547034
                    RF18-5390-0754-7034         | RF18539007547034
                    RF19539007547034            |
                    F18539007547034             |
                    Rent for March              |
                    Invoice RF18539007547034    |
                    ' '                         |
                    """,
            delimiter = '|')
    void rf_isFoundHoweverItIsWritten(String typed, String found) {
        assertThat(RfReference.find(typed)).isEqualTo(Optional.ofNullable(found));
    }
}
