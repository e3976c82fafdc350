package kontor.paymentpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kontor.core.Money;
import kontor.warnings.Warning;
import org.junit.jupiter.api.Test;

/** What is told of payments before they are decided. */
class ApprovalReviewTest {

    private final UUID leaves = UUID.randomUUID();
    private final UUID held = UUID.randomUUID();
    private final UUID next = UUID.randomUUID();

    @Test
    void whatWaitsForItsMandate_isNotToldToLeaveWithTheFile() {
        var rows = List.of(row(leaves, 0), row(held, 0), row(next, 1));
        assertThat(ApprovalReview.of(rows, 3, Map.of(), Set.of(held, next)).what())
                .containsExactly(
                        "1 to the bank with the file of noon",
                        "1 as soon as Bankgirot agrees to the mandate; it fails where it refuses",
                        "1 on to the next approval");
    }

    @Test
    void whatIsLate_isNotToldToLeaveWithAFileThatHasLeft() {
        var late = row(next, 0, List.of(Warning.of("DATE_PASSED", "too late")));
        assertThat(ApprovalReview.of(List.of(late, row(leaves, 0)), 2, Map.of(), Set.of()).what())
                .containsExactly(
                        "1 to the bank for the next bank day: the file for the day asked for has"
                                + " left",
                        "1 to the bank with the file of noon");
    }

    private static ApprovalRow row(UUID id, int others) {
        return row(id, others, List.of());
    }

    private static ApprovalRow row(UUID id, int others, List<Warning> warnings) {
        return new ApprovalRow(
                "DIRECT_DEBIT " + id,
                "step",
                "/direct-debits/" + id,
                "direct debit",
                "Payer",
                "reference",
                "2026-12-15",
                "noon",
                Money.of(100, "SEK"),
                UUID.randomUUID(),
                "",
                others,
                warnings);
    }
}
