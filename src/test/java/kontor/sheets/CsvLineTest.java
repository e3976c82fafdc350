package kontor.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "a,b|\"a,b\"",
                "say \"x\"|\"say \"\"x\"\"\"",
                "=1+1|'=1+1",
                "+49|'+49",
                "-5|-5",
                "-5+1|'-5+1",
                "@SUM(A1)|'@SUM(A1)",
                "`  =1`|`'  =1`",
                "\uff1d1|'\uff1d1",
                "{\"a\":1}|\"{\"\"a\"\":1}\"",
            })
    void cell_isNoFormula(String text, String cell) {
        assertThat(CsvLine.of(List.of(text, "x"))).isEqualTo(cell + ",x\r\n");
    }

    @Test
    void lineBreaksAndTabs_areQuotedAndHarmless() {
        assertThat(CsvLine.of(List.of("a\nb", "\t=1", ""))).isEqualTo("\"a\nb\",'\t=1,\r\n");
    }
}
