package kontor.payments;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Money;

/**
 * What the request for a payment said, as far as both kinds say it alike; but for metadata it never
 * changes.
 *
 * @param creatorRoleId the role in which the creator made it
 * @param reference remittance text, 1 to 140 characters
 * @param chargeBearer a word of the API's ChargeBearer
 * @param batch the batch that it came with, if it came with one
 */
public record PaymentTerms(
        UUID id,
        Optional<UUID> creatorUserId,
        Optional<UUID> creatorRoleId,
        Money amount,
        String reference,
        Optional<String> categoryPurpose,
        Optional<String> chargeBearer,
        Optional<String> externalId,
        Map<String, String> metadata,
        Optional<BatchRef> batch,
        Instant created) {

    public PaymentTerms {
        metadata = Map.copyOf(metadata);
    }

    /** The treatment that the batch asked for. */
    Optional<String> batchTreatment() {
        return batch.map(one -> one.treatment().name());
    }

    /** The same with other metadata; the one part of a request that people change afterwards. */
    public PaymentTerms with(Map<String, String> other) {
        return new PaymentTerms(
                id,
                creatorUserId,
                creatorRoleId,
                amount,
                reference,
                categoryPurpose,
                chargeBearer,
                externalId,
                other,
                batch,
                created);
    }
}
