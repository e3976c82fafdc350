package kontor.signin;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kontor.encodings.BasicCredentials;
import kontor.secrets.Secret;

/**
 * A request to the token endpoint (RFC 6749 sections 2.3.1, 3.2 and 4.4). A parameter without a
 * value counts as absent, an unknown one is ignored, a repeated one is refused.
 */
record TokenRequest(String grantType, Optional<Client> client) {

    record Client(String id, Secret secret) {}

    /**
     * @throws OAuthError for everything that is wrong whoever the client is
     */
    static TokenRequest parse(byte[] body, Optional<String> authorization) {
        var form = form(body);
        var grantType = form.get("grant_type");
        if (grantType == null) {
            throw OAuthError.invalidRequest(
                    "grant_type is missing; send grant_type=client_credentials");
        }
        return new TokenRequest(
                grantType,
                authorization.isPresent() ? byHeader(form, authorization.get()) : byForm(form));
    }

    private static Optional<Client> byForm(Map<String, String> form) {
        var id = form.get("client_id");
        var secret = form.get("client_secret");
        return id == null || secret == null
                ? Optional.empty()
                : Optional.of(new Client(id, new Secret(secret)));
    }

    private static Optional<Client> byHeader(Map<String, String> form, String authorization) {
        if (form.containsKey("client_secret")) {
            throw OAuthError.invalidRequest(
                    "the client is authenticated twice; use the Authorization header or"
                            + " client_secret");
        }
        int blank = authorization.indexOf(' ');
        if (blank < 0
                || !authorization.substring(0, blank).toLowerCase(Locale.ROOT).equals("basic")) {
            return Optional.empty();
        }
        var client =
                BasicCredentials.parse(authorization.substring(blank + 1).strip())
                        .flatMap(TokenRequest::decoded);
        var named = form.get("client_id");
        if (named != null && client.isPresent() && !client.get().id.equals(named)) {
            throw OAuthError.invalidRequest(
                    "client_id is not the user of the Authorization header");
        }
        return client;
    }

    /**
     * By the RFC, id and secret are form-encoded before they are joined. Kontor's own keys are the
     * same with and without this encoding.
     */
    private static Optional<Client> decoded(BasicCredentials basic) {
        try {
            return Optional.of(
                    new Client(plain(basic.user()), new Secret(plain(basic.password()))));
        } catch (IllegalArgumentException brokenEscape) {
            return Optional.empty();
        }
    }

    private static Map<String, String> form(byte[] body) {
        var form = new HashMap<String, String>();
        for (String pair : text(body).split("&")) {
            int equals = pair.indexOf('=');
            try {
                String name = plain(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : plain(pair.substring(equals + 1));
                if (!pair.isEmpty() && form.putIfAbsent(name, value) != null) {
                    // The name is not repeated in the answer: it is the client's text.
                    throw OAuthError.invalidRequest("a parameter is sent more than once");
                }
            } catch (IllegalArgumentException brokenEscape) {
                throw OAuthError.invalidRequest(
                        "the body is not form-encoded: a percent escape is broken");
            }
        }
        form.values().removeIf(String::isEmpty);
        return form;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw OAuthError.invalidRequest("the body is not valid UTF-8");
        }
    }

    private static String plain(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
