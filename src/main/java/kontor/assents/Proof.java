package kontor.assents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import kontor.encodings.Base64Url;
import kontor.passkeys.RelyingParty;
import kontor.wire.Json;

/**
 * A decision that somebody signed.
 *
 * @param payment or batch that was approved
 * @param verified whether statement, answer and key fit together, checked anew
 */
public record Proof(
        UUID payment,
        String step,
        Instant decided,
        Kept kept,
        RelyingParty party,
        boolean verified) {

    /** What is kept of an answered challenge. */
    record Kept(UUID id, UUID user, Statement statement, Challenge.Answer answer) {}

    /** ApprovalProof of the API. */
    public ObjectNode view() {
        var view =
                Json.object()
                        .put("id", kept.id.toString())
                        .put("paymentId", payment.toString())
                        .put("approvalStepId", step)
                        .put("userId", kept.user.toString())
                        .put("decided", Json.timestamp(decided))
                        .put("statement", kept.statement.text())
                        .put("challenge", Base64Url.encode(kept.statement.challenge()));
        view.set("assertion", Json.readOwn(kept.answer.response()));
        return view.put("credential", Base64Url.encode(kept.answer.key().credential()))
                .put("rpId", party.id())
                .put("origin", party.origin())
                .put("verified", verified);
    }
}
