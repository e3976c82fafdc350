package kontor.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://evil\")",
                "+46 70",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                " =1+1",
                "\uff1d1",
                "-",
                "-1e5",
                "+1"
            })
    void whatASpreadsheetWouldCalculate_isText(String text) {
        assertThat(HarmlessText.of(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Invoice 17", "-12.50", "-1", "1250.00", "a=b", "DE12", "'=1"})
    void whatItWouldNot_staysAsItIs(String text) {
        assertThat(HarmlessText.of(text)).isEqualTo(text);
    }

    /** With a semicolon for a comma, as Excel has it in Germany, one cell here is several there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Rent;=cmd|' /C calc'!A0;x~Rent;'=cmd|' /C calc'!A0;x",
                "a; +1~a; '+1",
                "a;\"=1+1;b~a;\"'=1+1;b",
                "`a\n@SUM(A1)`~`a\n'@SUM(A1)`",
                "`a\t-2+3`~`a\t'-2+3`",
                "=1;=2~'=1;'=2",
                "a;\uff1d1~a;'\uff1d1",
                "a;b=c~a;b=c",
                "a; b - c~a; b - c"
            })
    void whatWouldBeAnotherCell_isTextToo(String text, String cell) {
        assertThat(HarmlessText.of(text)).isEqualTo(cell);
    }
}
