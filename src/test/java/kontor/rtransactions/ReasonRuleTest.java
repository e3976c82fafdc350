package kontor.rtransactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kontor.core.Tables;
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

    /**
     * Lists of codes say where something must be put right first; a bank's own codes say nothing.
     */
    @Test
    void codeWithoutRule_isCollectedAgainAsItsListSays() {
        for (var row : Tables.rows("sepa_reason_codes")) {
            var rule = ReasonRule.of(row.getField("code"));
            if (row.getField("retry").equals("no")) {
                assertThat(rule.worthAnotherTry() && !DECIDED.contains(rule.code()))
                        .as(rule.code())
                        .isFalse();
                assertThat(rule.cure().isEmpty() && !DECIDED.contains(rule.code()))
                        .as(rule.code())
                        .isFalse();
            }
        }
        assertThat(ReasonRule.of("FF01").cure())
                .isEqualTo("fix and resend; then collect again by hand");
        assertThat(ReasonRule.of("ED05").worthAnotherTry()).isTrue();
        assertThat(ReasonRule.of("X-OWN-1").worthAnotherTry()).isTrue();
    }

    /** The payer may think better of it. */
    private static final List<String> DECIDED = List.of("MS02", "MS03", "SL13");

    /** What Bankgirot says of a mandate or a collection that came to nothing. */
    @Test
    void everyCodeOfBankgirot_hasARule() {
        assertThat(
                        Tables.rows("autogiro_codes").stream()
                                .filter(row -> row.getField("outcome").matches("FAIL|END"))
                                .filter(row -> !row.getField("list").equals("CHANGE"))
                                .map(
                                        row ->
                                                "AUTOGIRO-%s-%s"
                                                        .formatted(
                                                                row.getField("list"),
                                                                row.getField("code"))))
                .isNotEmpty()
                .isSubsetOf(ReasonRule.all().stream().map(ReasonRule::code).toList());
    }

    /** The account of an Autogiro mandate is never another one. */
    @Test
    void noCodeOfBankgirot_waitsForAnotherAccount() {
        assertThat(ReasonRule.all())
                .filteredOn(rule -> rule.code().startsWith("AUTOGIRO-"))
                .noneMatch(rule -> rule.again() == ReasonRule.Again.OTHER_ACCOUNT);
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
