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
 * @param moved it asks whether money moved, which a booked return says
 * @param summary one sentence
 * @param facts ids, status, reason and amount as the bank told them
 */
public record StatusDoubt(
        CaseKind kind,
        Optional<UUID> paymentId,
        Optional<UUID> accountId,
        boolean moved,
        String summary,
        Map<String, String> facts) {

    private String fingerprint(UUID inboxFile) {
        String payment = paymentId.map(UUID::toString).orElse("");
        return moved && paymentId.isPresent()
                ? NewCase.moved(kind, paymentId.get()) + "|" + inboxFile + facts
                : kind + "|" + inboxFile + "|" + payment + facts;
    }

    /** The case of it. */
    public NewCase inFile(UUID inboxFile, Map<String, String> ofReport) {
        var all = new LinkedHashMap<>(ofReport);
        all.putAll(facts);
        return new NewCase(
                kind,
                fingerprint(inboxFile),
                accountId,
                paymentId,
                Optional.of(inboxFile),
                summary,
                all);
    }
}
