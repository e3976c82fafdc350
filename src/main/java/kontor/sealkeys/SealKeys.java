package kontor.sealkeys;

import java.util.Base64;
import java.util.UUID;
import kontor.core.Fault;
import kontor.seals.SealKey;
import kontor.vault.SealedTexts;
import kontor.wire.JsonFields;

/** Takes keys in, encrypted from then on, and opens them for whoever seals or checks a file. */
public final class SealKeys {

    private static final String MEMBER = "sealKey";

    private final SealedTexts texts;

    public SealKeys(SealedTexts texts) {
        this.texts = texts;
    }

    /** SealConnectionRequest of Kontor; no fault repeats the key. */
    public SealOrder order(UUID connection, JsonFields body) {
        body.require(MEMBER);
        var key = body.text(MEMBER, 0, 255).map(String::strip).map(SealKey::parse);
        if (key.isPresent() && key.get().isEmpty()) {
            body.fault(
                    Fault.invalid(MEMBER, "must be 32 hexadecimal digits, as Bankgirot gave them"));
        }
        body.refuseFaults();
        return new SealOrder(
                key.orElseThrow().map(one -> kept(connection, one)),
                before -> isReadable(connection, before));
    }

    private boolean isReadable(UUID connection, KeptSealKey kept) {
        try {
            return open(connection, kept).verification().equals(kept.verification());
        } catch (IllegalStateException altered) {
            return false;
        }
    }

    private KeptSealKey kept(UUID connection, SealKey key) {
        byte[] sealed = texts.seal(key.secret(), place(connection));
        return new KeptSealKey(key.verification(), Base64.getEncoder().encodeToString(sealed));
    }

    /**
     * @throws IllegalStateException when it was altered, or is that of another connection
     */
    public SealKey open(UUID connection, KeptSealKey kept) {
        String secret = texts.open(Base64.getDecoder().decode(kept.key()), place(connection));
        return SealKey.parse(secret).orElseThrow();
    }

    private static String place(UUID connection) {
        return "connections/" + connection;
    }
}
