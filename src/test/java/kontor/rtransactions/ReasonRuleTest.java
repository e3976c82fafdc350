package kontor.rtransactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from the reasons that are known. */
class ReasonRuleTest {

    @Test
    void everyReason_isWorthAnotherTry_orSaysWhatToDo() {
        assertThat(ReasonRule.all())
                .allSatisfy(
                        rule ->
                                assertThat(rule.worthAnotherTry())
                                        .as(rule.code())
                                        .isEqualTo(rule.cure().isEmpty()));
    }

    /** No payer, no agreement and no file has to be another one first. */
    @Test
    void fewReasons_areWorthAnotherTryAsThingsAre() {
        assertThat(
                        ReasonRule.all().stream()
                                .filter(ReasonRule::worthAnotherTry)
                                .map(ReasonRule::code))
                .isEqualTo(
                        List.of(
                                "AM04",
                                "AUTOGIRO-PAYMENT-1",
                                "AUTOGIRO-REJECT-13",
                                "MS02",
                                "MS03",
                                "SL13"));
    }
}
