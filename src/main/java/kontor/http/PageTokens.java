package kontor.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.encodings.Base64Url;

/**
 * Page tokens: opaque to clients, signed, and bound to the route, the organization and the filters.
 */
public final class PageTokens {

    private static final int SIGNATURE_BYTES = 16;
    private final SecretKeySpec key;

    /**
     * @param secret shared by all nodes, so that a token of one is good on the other
     */
    public PageTokens(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    String issue(String place, String boundTo) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(signature(place, boundTo), SIGNATURE_BYTES + text.length);
        System.arraycopy(text, 0, token, SIGNATURE_BYTES, text.length);
        return Base64Url.encode(token);
    }

    String open(String token, String boundTo) {
        byte[] bytes = Base64Url.decode(token).orElseThrow(PageTokens::invalid);
        if (bytes.length <= SIGNATURE_BYTES) {
            throw invalid();
        }
        String place =
                new String(
                        bytes,
                        SIGNATURE_BYTES,
                        bytes.length - SIGNATURE_BYTES,
                        StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(
                signature(place, boundTo), Arrays.copyOf(bytes, SIGNATURE_BYTES))) {
            throw invalid();
        }
        return place;
    }

    private static InvalidRequest invalid() {
        return new InvalidRequest(
                new Fault(
                        "token",
                        "invalid_token",
                        "is not a token of this list with these filters; start again without"
                                + " token"));
    }

    private byte[] signature(String place, String boundTo) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(boundTo.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(
                    mac.doFinal(place.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
