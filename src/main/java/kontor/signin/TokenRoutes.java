package kontor.signin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import kontor.core.Caller;
import kontor.http.Answer;
import kontor.http.AnswerKind;
import kontor.http.Call;
import kontor.http.Failure;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.wire.Json;

/** OAuth 2.0 over HTTP: the token endpoint, the metadata of the server and its public keys. */
public final class TokenRoutes {

    private static final String TOKEN_PATH = "/iam/v2/oauth2/token";
    private static final String OLDER_TOKEN_PATH = "/iam/v2beta/oauth2/token";
    private static final String METADATA_PATH = "/.well-known/oauth-authorization-server";
    private static final String KEYS_PATH = "/.well-known/jwks.json";
    private static final String GRANT = "client_credentials";
    private static final String WRONG_CLIENT =
            "access key and secret are missing, wrong or revoked";

    private final Credentials credentials;
    private final SigningKeys signingKeys;
    private final Answer metadata;

    /**
     * @param issuer the base URL of this server for clients, without a slash at the end
     */
    public TokenRoutes(Credentials credentials, SigningKeys signingKeys, String issuer) {
        if (issuer.endsWith("/")) {
            throw new IllegalArgumentException("the issuer must not end with a slash: " + issuer);
        }
        this.credentials = credentials;
        this.signingKeys = signingKeys;
        this.metadata = metadata(issuer);
    }

    public void register(Routes routes) {
        for (String path : new String[] {TOKEN_PATH, OLDER_TOKEN_PATH}) {
            routes.add(
                    Route.post(path)
                            .signsIn()
                            .says(TokenRoutes::words)
                            .takes(Route.Body.FORM)
                            .reads("OAuth2TokenRequest")
                            .answers(200, "OAuth2AccessTokenResponse")
                            .by(this::token));
        }
        routes.add(
                Route.get(METADATA_PATH)
                        .open()
                        .answers(200, "AuthorizationServerMetadata")
                        .by(_ -> metadata));
        routes.add(Route.get(KEYS_PATH).open().answers(200, "JsonWebKeySet").by(_ -> keys()));
    }

    private Answer token(Call call) {
        try {
            var answer = token(call, TokenRequest.parse(call.body(), call.header("Authorization")));
            return answer.with("Cache-Control", "no-store").with("Pragma", "no-cache");
        } catch (OAuthError refused) {
            throw httpError(refused);
        }
    }

    private static HttpError httpError(OAuthError refused) {
        var headers = new HashMap<>(Map.of("Cache-Control", "no-store", "Pragma", "no-cache"));
        if (refused.code() == OAuthError.Code.INVALID_CLIENT) {
            headers.put("WWW-Authenticate", "Basic realm=\"kontor\", charset=\"UTF-8\"");
        }
        return new HttpError(
                refused.code().status(),
                word(refused.code()),
                Objects.requireNonNull(refused.getMessage()),
                List.of(),
                headers);
    }

    private static String word(OAuthError.Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    /**
     * An OAuth error in the form of the RFC. What is refused before, such as a wrong media type or
     * too many requests, has no code there and is answered in the form of the API.
     */
    private static Answer words(Failure failure) {
        boolean ofOAuth =
                Arrays.stream(OAuthError.Code.values())
                        .anyMatch(code -> word(code).equals(failure.code()));
        if (!ofOAuth) {
            return AnswerKind.JSON.words(failure);
        }
        return Answer.json(
                failure.status(),
                Json.object()
                        .put("error", failure.code())
                        .put("error_description", failure.message()));
    }

    private Answer token(Call call, TokenRequest request) {
        request.client().ifPresent(client -> call.attempt().as(client.id()));
        Caller caller =
                request.client()
                        .flatMap(
                                client ->
                                        credentials.byKey(
                                                call.remoteAddress(),
                                                client.id(),
                                                client.secret().text()))
                        .orElseThrow(() -> OAuthError.invalidClient(WRONG_CLIENT));
        call.attempt().by(caller);
        if (!request.grantType().equals(GRANT)) {
            throw OAuthError.unsupportedGrantType("the only grant type is " + GRANT);
        }
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", credentials.token(caller))
                        .put("token_type", "Bearer")
                        .put("expires_in", Tokens.LIFETIME.toSeconds()));
    }

    /** The metadata of RFC 8414, with only what Kontor supports. */
    private static Answer metadata(String issuer) {
        var json =
                Json.object()
                        .put("issuer", issuer)
                        .put("token_endpoint", issuer + TOKEN_PATH)
                        .put("jwks_uri", issuer + KEYS_PATH);
        json.putArray("response_types_supported");
        json.putArray("grant_types_supported").add(GRANT);
        json.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        return Answer.json(200, json);
    }

    private Answer keys() {
        return Answer.json(200, signingKeys.published().toString(true));
    }
}
