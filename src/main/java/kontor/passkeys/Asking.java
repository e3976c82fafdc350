package kontor.passkeys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kontor.encodings.Base64Url;
import kontor.tickets.Ticket;
import kontor.wire.Json;

/**
 * What a page asks the browser for.
 *
 * @param json the options of WebAuthn, as {@code parseCreationOptionsFromJSON} and {@code
 *     parseRequestOptionsFromJSON} read them
 * @param ticket what the browser carries until it answers
 */
public record Asking(ObjectNode json, Ticket ticket) {

    /** ES256, EdDSA, RS256: what authenticators of today make, the best one first. */
    private static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    /** Milliseconds, as long as the ticket. */
    static final int PATIENCE = 300_000;

    private static final String REQUIRED = "required";

    /**
     * To make one.
     *
     * @param account what the authenticator shows to its holder
     */
    static Asking toMake(
            RelyingParty party, Ticket ticket, byte[] handle, String account, List<Passkey> there) {
        var json = Json.object();
        json.putObject("rp").put("id", party.id()).put("name", "Kontor");
        json.putObject("user")
                .put("id", Base64Url.encode(handle))
                .put("name", account)
                .put("displayName", account);
        json.put("challenge", Base64Url.encode(ticket.number()));
        var parameters = json.putArray("pubKeyCredParams");
        ALGORITHMS.forEach(one -> parameters.addObject().put("type", "public-key").put("alg", one));
        json.putObject("authenticatorSelection")
                .put("residentKey", REQUIRED)
                .put("requireResidentKey", true)
                .put("userVerification", REQUIRED);
        json.put("attestation", "none").put("timeout", PATIENCE);
        name(json, "excludeCredentials", there);
        return new Asking(json, ticket);
    }

    /**
     * To show one.
     *
     * @param which one of these; any where there are none
     */
    static Asking toShow(RelyingParty party, Ticket ticket, List<Passkey> which) {
        return new Asking(toSign(party, ticket.number(), which), ticket);
    }

    /** The options for a challenge that is kept elsewhere. */
    static ObjectNode toSign(RelyingParty party, byte[] challenge, List<Passkey> which) {
        var json = Json.object();
        json.put("challenge", Base64Url.encode(challenge))
                .put("rpId", party.id())
                .put("userVerification", REQUIRED)
                .put("timeout", PATIENCE);
        name(json, "allowCredentials", which);
        return json;
    }

    private static void name(ObjectNode json, String member, List<Passkey> passkeys) {
        var list = json.putArray(member);
        passkeys.forEach(
                one ->
                        list.addObject()
                                .put("type", "public-key")
                                .put("id", Base64Url.encode(one.key().credentialId())));
    }
}
