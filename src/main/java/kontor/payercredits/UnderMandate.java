package kontor.payercredits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.UUID;
import kontor.mandates.Mandate;

/**
 * The mandate under which somebody is paid.
 *
 * @param externalAccountId the account that it is of
 * @param snapshot its state when the payment was made, JSON of MandateSnapshot
 */
public record UnderMandate(UUID id, UUID externalAccountId, String snapshot) {

    public static UnderMandate of(Mandate mandate) {
        return new UnderMandate(
                mandate.id(), mandate.externalAccountId(), mandate.collectionSnapshot(false));
    }

    public void show(ObjectNode view) {
        view.putRawValue("mandate", new RawValue(snapshot));
    }
}
