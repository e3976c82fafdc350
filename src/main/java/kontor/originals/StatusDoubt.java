package kontor.originals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.cases.CaseKind;
import kontor.cases.NewCase;

/**
 * A status of a report that was not applied, or is in doubt although it was.
 *
 * @param accountId the own account of the payment
 * @param summary one sentence
 * @param facts ids, status, reason and amount as the bank told them
 */
public record StatusDoubt(
        CaseKind kind,
        Optional<UUID> paymentId,
        Optional<UUID> accountId,
        String summary,
        Map<String, String> facts) {

    /** The case of it. */
    public NewCase inFile(UUID inboxFile, Map<String, String> ofReport) {
        var all = new LinkedHashMap<>(ofReport);
        all.putAll(facts);
        return new NewCase(
                kind,
                kind + "|" + inboxFile + "|" + paymentId.map(UUID::toString).orElse("") + facts,
                accountId,
                paymentId,
                Optional.of(inboxFile),
                summary,
                all);
    }
}
