package kontor.payeereviews;

import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
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
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {holder, market, identifiers, routing}) {
                sha256.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
