package kontor.mandates;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/** Which mandates a list shows. */
public record MandateFilter(
        Optional<UUID> externalAccountId,
        Optional<UUID> counterpartyId,
        List<MandateStatus> statuses,
        Optional<MandateScheme> scheme,
        Optional<String> externalId) {

    public static final List<String> NAMES =
            List.of("externalAccountId", "counterpartyId", "status", "scheme", "externalId");

    /** All mandates of one payer. */
    public static MandateFilter ofCounterparty(UUID id) {
        return new MandateFilter(
                Optional.empty(), Optional.of(id), List.of(), Optional.empty(), Optional.empty());
    }

    public static MandateFilter parse(QueryFields fields) {
        return new MandateFilter(
                fields.id("externalAccountId"),
                fields.id("counterpartyId"),
                fields.manyOf("status", MandateStatus.class),
                fields.oneOf("scheme", MandateScheme.class),
                fields.text("externalId"));
    }
}
