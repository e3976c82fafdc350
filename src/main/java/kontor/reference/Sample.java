package kontor.reference;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as code sends it.
 *
 * @param base where this Kontor is, without a slash at the end
 * @param path with its query
 * @param mediaType of the body; empty without one
 * @param repeatable whether it carries an Idempotency-Key
 * @param open whether it needs no credentials
 * @param bearer with a token instead of access key and secret
 */
public record Sample(
        String base,
        String method,
        String path,
        String mediaType,
        String body,
        boolean repeatable,
        boolean open,
        boolean bearer) {

    /** The address; what a URL cannot hold is percent-encoded. */
    String url() {
        return base + URI.create(path.replaceAll("[^!-~]|[\"'<>\\\\^`{|}]", "_")).toASCIIString();
    }

    boolean hasBody() {
        return !mediaType.isEmpty() && !body.isBlank();
    }

    /** Headers beside the credentials. The key is drawn from the request: the same again is one. */
    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        if (hasBody()) {
            headers.put("Content-Type", mediaType);
        }
        if (repeatable) {
            headers.put("Idempotency-Key", key());
        }
        return headers;
    }

    private String key() {
        try {
            byte[] request = (method + path + body).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(request);
            return "try-" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
