package kontor.mandates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.ManyMandates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of mandates, by which a portfolio of any size is looked through. */
class MandateNamesTest {

    private final ManyMandates mandates = new ManyMandates();

    static List<String> lookUps() {
        return List.of(MandateTable.HOLDERS, MandateTable.ENDED);
    }

    /** Of a portfolio it is asked of every row, and true of hardly any. */
    @Test
    void numberThatIsBeingChanged_isLookedUpByItself() {
        assertThat(plan(MandateTable.CHANGING))
                .anyMatch(
                        line ->
                                line.contains("Index Cond")
                                        && line.contains("known_mandate_reference"));
    }

    /** Behind the wall an index over a function is of no use, and all mandates would be read. */
    @ParameterizedTest
    @MethodSource("lookUps")
    void mandateOfAName_isLookedUpByTheWholeName(String lookUp) {
        var plan = plan(lookUp);
        assertThat(plan)
                .as(String.join("\n", plan))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("Index Cond", "payee_key", "reference_key"));
    }

    private List<String> plan(String lookUp) {
        return mandates.plan(
                lookUp,
                query ->
                        query.bind("payees", new String[] {"DE98ZZZ09999999999"})
                                .bind("references", new String[] {"M-1"}));
    }
}
