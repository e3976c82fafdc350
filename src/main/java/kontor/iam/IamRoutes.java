package kontor.iam;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.Dispatch.BasicCredentials;
import kontor.http.Json;
import kontor.http.Route;
import kontor.http.Routes;

/** The token endpoint (RFC 6749, client credentials only), its metadata and its public keys. */
public final class IamRoutes {

    private final Credentials credentials;
    private final Tokens tokens;
    private final SigningKeys keys;
    private final String issuer;

    public IamRoutes(Credentials credentials, Tokens tokens, SigningKeys keys, String issuer) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.keys = keys;
        this.issuer = issuer;
    }

    public void register(Routes routes) {
        for (String path : new String[] {"/iam/v2/oauth2/token", "/iam/v2beta/oauth2/token"}) {
            routes.add(Route.post(path).open().takes(Route.Body.FORM).answers(200, "OAuth2AccessTokenResponse").by(this::token));
        }
        routes.add(Route.get("/.well-known/oauth-authorization-server").open().answers(200, "AuthorizationServerMetadata")
                .by(_ -> metadata()));
        routes.add(Route.get("/.well-known/jwks.json").open().answers(200, "JsonWebKeySet").by(_ -> publicKeys()));
    }

    /** A no in the shape of RFC 6749, section 5.2. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String error;
        private final boolean byHeader;

        Refused(String error, String description, boolean byHeader) {
            super(description, null, false, false);
            this.error = error;
            this.byHeader = byHeader;
        }
    }

    private Answer token(Call call) {
        try {
            return issue(call);
        } catch (Refused refused) {
            boolean client = refused.error.equals("invalid_client");
            var answer = uncached(Answer.json(client ? 401 : 400, Json.object().put("error", refused.error)
                    .put("error_description", refused.getMessage())));
            return client && refused.byHeader ? answer.with("WWW-Authenticate", "Basic realm=\"kontor\"") : answer;
        }
    }

    private Answer issue(Call call) {
        Map<String, String> form = form(call);
        var header = call.header("Authorization");
        boolean inForm = form.containsKey("client_id") || form.containsKey("client_secret");
        if (header.isPresent() && inForm) {
            throw new Refused("invalid_request", "send the client credentials by header or by form, not both", false);
        }
        String grant = form.getOrDefault("grant_type", "");
        if (grant.isEmpty()) {
            throw new Refused("invalid_request", "grant_type is missing", false);
        }
        if (!grant.equals("client_credentials")) {
            throw new Refused("unsupported_grant_type", "grant_type must be client_credentials", false);
        }
        var client = header.isPresent() ? basic(header.get())
                : Optional.of(new BasicCredentials(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", "")));
        var caller = client.flatMap(known -> credentials.byKey(known.user(), known.password()))
                .orElseThrow(() -> new Refused("invalid_client", "the client credentials are not valid", header.isPresent()));
        return uncached(Answer.json(200, Json.object().put("access_token", tokens.issue(caller))
                .put("token_type", "Bearer").put("expires_in", Tokens.LIFETIME.toSeconds())));
    }

    private static Optional<BasicCredentials> basic(String header) {
        return header.regionMatches(true, 0, "Basic ", 0, 6)
                ? BasicCredentials.parse(header.substring(6).strip()) : Optional.empty();
    }

    private static Map<String, String> form(Call call) {
        var form = new HashMap<String, String>();
        String body = new String(call.body(), StandardCharsets.UTF_8);
        for (String pair : body.isEmpty() ? new String[0] : body.split("&")) {
            int equals = pair.indexOf('=');
            try {
                String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
                String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (form.put(name, value) != null) {
                    throw new Refused("invalid_request", name + " is given twice", false);
                }
            } catch (IllegalArgumentException broken) {
                throw new Refused("invalid_request", "the form has a broken percent escape", false);
            }
        }
        return form;
    }

    private static Answer uncached(Answer answer) {
        return answer.with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private Answer metadata() {
        var metadata = Json.object().put("issuer", issuer)
                .put("token_endpoint", issuer + "/iam/v2/oauth2/token")
                .put("jwks_uri", issuer + "/.well-known/jwks.json");
        metadata.putArray("response_types_supported");
        metadata.putArray("grant_types_supported").add("client_credentials");
        metadata.putArray("token_endpoint_auth_methods_supported").add("client_secret_basic").add("client_secret_post");
        return Answer.json(200, metadata);
    }

    private Answer publicKeys() {
        var set = new JWKSet(keys.accepted().stream().map(ECKey::toPublicJWK)
                .map(com.nimbusds.jose.jwk.JWK.class::cast).toList());
        return Answer.text(200, Answer.JSON, set.toString(true));
    }
}
