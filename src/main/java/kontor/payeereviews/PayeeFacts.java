package kontor.payeereviews;

import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.UUID;
import kontor.encodings.Sha256;
import kontor.wire.Json;

/**
 * What a review looks at: to whom and where the money would go.
 *
 * @param version of the account
 * @param holder legal name of the counterparty, which banks compare
 * @param identifiers JSON array of AccountIdentifier
 * @param routing JSON array of RoutingIdentifier
 */
public record PayeeFacts(
        UUID account,
        int version,
        UUID counterparty,
        String holder,
        String market,
        String identifiers,
        String routing) {

    /** The same account with other numbers. */
    public PayeeFacts numbered(String otherIdentifiers, String otherRouting) {
        return new PayeeFacts(
                account, version, counterparty, holder, market, otherIdentifiers, otherRouting);
    }

    /** The same account of somebody of another name. */
    public PayeeFacts heldBy(String otherHolder) {
        return new PayeeFacts(
                account, version, counterparty, otherHolder, market, identifiers, routing);
    }

    /** SHA-256; the same wherever name and numbers are the same. */
    byte[] digest() {
        return Sha256.ofParts(List.of(holder, market, identifiers, routing));
    }

    /** As a change request shows it. */
    String view() {
        var view =
                Json.object()
                        .put("counterpartyId", counterparty.toString())
                        .put("legalName", holder)
                        .put("market", market);
        view.putRawValue("identifiers", new RawValue(identifiers));
        view.putRawValue("routing", new RawValue(routing));
        return Json.write(view);
    }
}
