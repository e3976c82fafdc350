package kontor.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kontor.core.Ids;
import kontor.statements.StatementBuilder;
import org.junit.jupiter.api.Test;

/** What attaching does to a transaction. */
class AttachmentTest {

    private final Instant now = Instant.parse("2026-12-15T04:00:00Z");
    private final Transaction transaction =
            new Transaction(
                    Ids.next(),
                    Ids.next(),
                    Ids.next(),
                    StatementBuilder.MONDAY,
                    Optional.empty(),
                    StatementBuilder.euro(-300),
                    "Booking",
                    false,
                    "{}",
                    ReconciliationStatus.NOT_RECONCILED,
                    List.of(),
                    Map.of("mine", "1"),
                    3,
                    now,
                    now);

    @Test
    void status_followsTheAttachedAmountWithoutSign() {
        assertThat(ReconciliationStatus.of(-300, 0)).isEqualTo(ReconciliationStatus.NOT_RECONCILED);
        assertThat(ReconciliationStatus.of(-300, 299))
                .isEqualTo(ReconciliationStatus.PARTIALLY_RECONCILED);
        assertThat(ReconciliationStatus.of(-300, 300)).isEqualTo(ReconciliationStatus.RECONCILED);
        assertThat(ReconciliationStatus.of(297, 300)).isEqualTo(ReconciliationStatus.RECONCILED);
    }

    @Test
    void metadata_isThatOfTheOneAttached() {
        var attached = transaction.with(List.of(attachment(300, Map.of("order", "7"))), now);
        assertThat(attached.metadata()).isEqualTo(Map.of("mine", "1", "order", "7"));
        assertThat(attached.version()).isEqualTo(4);
    }

    @Test
    void metadata_ofSeveralIsWhatTheyHaveInCommon() {
        var first = attachment(100, Map.of("order", "7", "shop", "north"));
        var second = attachment(200, Map.of("order", "8", "shop", "north"));
        var once = transaction.with(List.of(first), now);
        var twice = once.with(List.of(first, second), now);
        assertThat(once.metadata()).containsEntry("order", "7");
        assertThat(twice.metadata()).isEqualTo(Map.of("mine", "1", "shop", "north"));
        assertThat(twice.status()).isEqualTo(ReconciliationStatus.RECONCILED);
    }

    @Test
    void metadata_ofTheUserStandsBeforeTheAttached() {
        var attached = transaction.with(List.of(attachment(300, Map.of("mine", "2"))), now);
        assertThat(attached.metadata()).isEqualTo(Map.of("mine", "1"));
    }

    @Test
    void metadata_neverHasMoreThanTwentyEntries() {
        var many = new HashMap<String, String>();
        IntStream.range(0, 20).forEach(i -> many.put("k" + i, "v"));
        assertThat(transaction.with(List.of(attachment(300, many)), now).metadata())
                .hasSize(20)
                .containsKey("mine");
    }

    @Test
    void attachment_hasNoSign() {
        assertThatThrownBy(() -> attachment(-1, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Attachment attachment(long minor, Map<String, String> metadata) {
        return new Attachment(
                transaction.id(), Attachment.Type.DIRECT_DEBIT, Ids.next(), minor, metadata);
    }
}
