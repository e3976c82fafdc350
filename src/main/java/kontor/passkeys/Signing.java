package kontor.passkeys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import kontor.db.Tx;

/**
 * The door to what people sign with their passkeys beside signing in: a challenge that the caller
 * draws, keeps, and lets be answered once, all in transactions of an organization.
 */
public final class Signing {

    private final Passkeys passkeys;
    private final PasskeyTable table = new PasskeyTable();

    public Signing(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    /** The party and the origin for which everything is signed here. */
    public Optional<RelyingParty> party() {
        return passkeys.party();
    }

    /**
     * The options for {@code navigator.credentials.get} that ask an identity to sign a challenge;
     * empty where it has no passkey, or there are none.
     */
    public Optional<ObjectNode> ask(Tx tx, UUID identity, byte[] challenge) {
        var own = table.of(tx.sql(), identity);
        return passkeys.party()
                .filter(_ -> !own.isEmpty())
                .map(here -> Asking.toSign(here, challenge, own));
    }

    /** Which challenge an authenticator says it answered; empty for what is no answer. */
    public Optional<byte[]> challengeOf(String response) {
        return read(response).flatMap(Signatures.Signed::challenge);
    }

    /** Judges an answer of an identity, and counts the use of its passkey. */
    public Shown judge(Tx tx, UUID identity, byte[] challenge, String response) {
        return read(response)
                .flatMap(said -> judged(tx, identity, challenge, said))
                .orElseGet(Shown.Refused::new);
    }

    private Optional<Shown> judged(Tx tx, UUID identity, byte[] challenge, Signatures.Signed said) {
        return table.find(tx.sql(), said.credentialId())
                .filter(one -> one.identity().equals(identity))
                .map(one -> judged(tx, one, challenge, said));
    }

    private Shown judged(Tx tx, Passkey one, byte[] challenge, Signatures.Signed said) {
        return passkeys.signatures()
                .orElseThrow()
                .check(said, one.key(), challenge)
                .shown(one, count -> table.use(tx.sql(), one, count, tx.now()));
    }

    /** Whether the identity still has this passkey. */
    public boolean has(Tx tx, UUID identity, UUID passkey) {
        return table.of(tx.sql(), identity).stream().anyMatch(one -> one.id().equals(passkey));
    }

    /**
     * Whether an answer that was taken once is right by itself: the key, whether anybody still has
     * it or not, signed this challenge for this Kontor, and its holder was recognized.
     */
    public boolean proves(Passkey.Key key, byte[] challenge, String response) {
        return passkeys.signatures()
                .flatMap(all -> all.read(response).map(said -> all.check(said, key, challenge)))
                .filter(Signatures.Verdict.Right.class::isInstance)
                .isPresent();
    }

    private Optional<Signatures.Signed> read(String response) {
        return passkeys.signatures().flatMap(all -> all.read(response));
    }
}
