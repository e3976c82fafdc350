package kontor.passkeys;

import static java.util.Objects.requireNonNull;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and checks what authenticators say, all by itself: it knows no table and no time. */
final class Signatures {

    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private static final List<PublicKeyCredentialParameters> ALGORITHMS =
            List.of(
                            COSEAlgorithmIdentifier.ES256,
                            COSEAlgorithmIdentifier.EdDSA,
                            COSEAlgorithmIdentifier.RS256)
                    .stream()
                    .map(
                            one ->
                                    new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY, one))
                    .toList();

    private final RelyingParty party;
    private final WebAuthnManager authenticators;
    private final AttestedCredentialDataConverter credentials;

    Signatures(RelyingParty party) {
        this.party = party;
        var json = new ObjectConverter();
        authenticators = WebAuthnManager.createNonStrictWebAuthnManager(json);
        credentials = new AttestedCredentialDataConverter(json);
    }

    /** What was signed, as it was sent. */
    record Signed(AuthenticationData data) {

        byte[] credentialId() {
            return Optional.ofNullable(data.getCredentialId()).map(byte[]::clone).orElseThrow();
        }

        /** The challenge that was answered; empty where none can be read. */
        Optional<byte[]> challenge() {
            return Optional.ofNullable(data.getCollectedClientData())
                    .map(client -> client.getChallenge().getValue());
        }

        /** Empty where the authenticator did not say whose passkey it is. */
        Optional<byte[]> handle() {
            return Optional.ofNullable(data.getUserHandle());
        }
    }

    /** What became of a check. */
    sealed interface Verdict {
        record Right(long signCount) implements Verdict {}

        record CounterWentBack() implements Verdict {}

        record Wrong() implements Verdict {}

        /**
         * @param use counts the use of the passkey; false when somebody was first
         */
        default Shown shown(Passkey passkey, LongPredicate use) {
            return switch (this) {
                case Wrong() -> new Shown.Refused();
                case CounterWentBack() -> new Shown.Copied(passkey);
                case Right(long signCount) ->
                        use.test(signCount) ? new Shown.Good(passkey) : new Shown.Refused();
            };
        }
    }

    /**
     * Empty when it is no new passkey for this challenge, party and a holder who was recognized.
     */
    Optional<Passkey.Key> made(String response, byte[] challenge) {
        try {
            var data =
                    authenticators.verifyRegistrationResponseJSON(
                            response,
                            new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
            var said = requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = requireNonNull(said.getAttestedCredentialData());
            return Optional.of(
                    new Passkey.Key(
                            credential.getCredentialId(),
                            credentials.convert(credential),
                            said.getSignCount(),
                            said.isFlagBE()));
        } catch (RuntimeException no) {
            // Whatever the bytes of a stranger make the library throw, they are no passkey.
            LOG.debug("no passkey was made: {}", no.toString());
            return Optional.empty();
        }
    }

    /** Empty for what has not the form of an answer. */
    Optional<Signed> read(String response) {
        try {
            return Optional.of(authenticators.parseAuthenticationResponseJSON(response))
                    .filter(data -> data.getCredentialId() != null)
                    .map(Signed::new);
        } catch (RuntimeException no) {
            LOG.debug("no answer of a passkey: {}", no.toString());
            return Optional.empty();
        }
    }

    Verdict check(Signed signed, Passkey.Key key, byte[] challenge) {
        try {
            var verified =
                    authenticators.verify(
                            signed.data(),
                            new AuthenticationParameters(
                                    server(challenge),
                                    known(key),
                                    List.of(key.credentialId()),
                                    true,
                                    true));
            return new Verdict.Right(
                    requireNonNull(verified.getAuthenticatorData()).getSignCount());
        } catch (MaliciousCounterValueException copied) {
            return new Verdict.CounterWentBack();
        } catch (RuntimeException no) {
            LOG.debug("a passkey was refused: {}", no.toString());
            return new Verdict.Wrong();
        }
    }

    private CredentialRecordImpl known(Passkey.Key key) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                key.copyable(),
                null,
                key.signCount(),
                credentials.convert(key.credential()),
                null,
                null,
                null,
                null);
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
