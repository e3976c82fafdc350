package kontor.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.ManyMandates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** References, by which a portfolio of any size is looked through. */
class ReferenceTableTest {

    private final ManyMandates mandates = new ManyMandates();

    static List<String> lookUps() {
        return List.of(ReferenceTable.LIVE, ReferenceTable.ENDED);
    }

    /** Whoever its creditor is: from one creditor to the next, and never through all mandates. */
    @ParameterizedTest
    @MethodSource("lookUps")
    void mandateOfAReference_isLookedUpAtEachCreditor(String lookUp) {
        var plan =
                mandates.plan(
                        lookUp,
                        query ->
                                query.bind("reference", "M-1")
                                        .bind("within", (Object) null)
                                        .bind("limit", 5));
        assertThat(plan)
                .as(String.join("\n", plan))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("Index Cond", "payee_key", "reference_key"))
                .noneSatisfy(line -> assertThat(line).contains("Seq Scan"));
    }
}
