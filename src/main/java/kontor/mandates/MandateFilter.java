package kontor.mandates;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.wire.QueryFields;

/** Which mandates a list shows. */
public record MandateFilter(
        Optional<UUID> externalAccountId,
        Optional<UUID> counterpartyId,
        Optional<MandateStatus> status,
        Optional<MandateScheme> scheme) {

    public static final List<String> NAMES =
            List.of("externalAccountId", "counterpartyId", "status", "scheme");

    public static MandateFilter parse(QueryFields fields) {
        return new MandateFilter(
                fields.id("externalAccountId"),
                fields.id("counterpartyId"),
                fields.oneOf("status", MandateStatus.class),
                fields.oneOf("scheme", MandateScheme.class));
    }
}
