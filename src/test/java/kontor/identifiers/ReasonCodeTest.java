package kontor.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import kontor.core.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonCodeTest {

    private static final Set<String> SETS =
            Set.of("status_reason", "return_reason", "reversal_reason", "cancellation_reason");

    /** All codes of all tables, in all the ways in which banks write them. */
    static Stream<String> codes() {
        return Stream.concat(
                        Tables.rows("sepa_reason_codes").stream().map(row -> row.getField("code")),
                        Tables.rows("iso_external_codes").stream()
                                .filter(row -> SETS.contains(row.getField("code_set")))
                                .map(row -> row.getField("code")))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void code_hasAMeaning_howeverItIsWritten(String code) {
        var known = ReasonCode.of(code);
        assertThat(known.code()).isEqualTo(code);
        assertThat(known.meaning()).isNotEmpty().isNotEqualTo("reason of the bank's own");
        String small = code.toLowerCase(Locale.ROOT);
        for (String told : new String[] {small, " " + code + " ", "\t" + small, code + "\u00a0"}) {
            assertThat(ReasonCode.of(told)).as("'" + told + "'").isEqualTo(known);
        }
    }

    @Test
    void codeOfTheBanksOwn_staysAsItIs() {
        assertThat(ReasonCode.canonical(" own-Word ")).isEqualTo("own-Word");
        assertThat(ReasonCode.of("own-Word").meaning()).isEqualTo("reason of the bank's own");
    }
}
