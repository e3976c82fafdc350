package kontor.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import kontor.encodings.Base64Url;
import kontor.guesses.Guesses;
import kontor.secrets.Secret;
import kontor.shares.Shares;
import kontor.tickets.Ticket;
import kontor.tickets.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door to the provider: sends people there, and hears who came back. */
public final class OpenId {

    /** How long somebody may stay there. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Until the last byte of an answer of the provider. */
    public static final Duration WHOLE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(OpenId.class);
    private static final String USE = "openid";
    private static final int LONGEST_CODE = 4_000;

    /** Questions to the provider at a time. */
    private static final Shares.Size QUESTIONS = new Shares.Size(8, 2, 100, Duration.ofSeconds(3));

    private final Provider provider;
    private final URI back;
    private final Tickets tickets;
    private final Guesses guesses;
    private final Wire wire;
    private final Papers papers;
    private final IdTokens idTokens;
    private final Shares questions = new Shares("sign-ins by a provider", QUESTIONS);

    /**
     * @param back the address of ours to which the provider sends people, letter by letter as it
     *     knows it
     * @param whole until the last byte of an answer of the provider
     */
    public OpenId(Provider provider, URI back, Tickets tickets, Guesses guesses, Duration whole) {
        this(provider, back, tickets, guesses, whole, System::nanoTime);
    }

    OpenId(
            Provider provider,
            URI back,
            Tickets tickets,
            Guesses guesses,
            Duration whole,
            LongSupplier nanoTime) {
        this.provider = provider;
        this.back = back;
        this.tickets = tickets;
        this.guesses = guesses;
        this.wire = new Wire(whole);
        this.papers = new Papers(provider, wire, nanoTime);
        this.idTokens = new IdTokens(provider);
    }

    /** As people know it. */
    public String name() {
        return provider.name();
    }

    public String issuer() {
        return provider.issuer().toString();
    }

    /**
     * Somebody on the way to the provider.
     *
     * @param to where the browser goes
     * @param ticket what it carries until it comes back
     */
    public record Sent(URI to, Ticket ticket) {}

    /** What came back to our address; all of it as the browser brought it. */
    public record Back(
            String ticket,
            Optional<String> state,
            Optional<String> code,
            Optional<String> issuer,
            Optional<String> error) {}

    /** Who came back, and for what. */
    public record Came(Errand errand, Proven proven) {}

    /**
     * Sends somebody to the provider.
     *
     * @param from where the request comes from
     * @throws Unreachable when it is not known where that is
     */
    public Sent send(String from, Errand errand) throws Unreachable {
        var published = asking(from, papers::known);
        var ticket = tickets.issue(USE, "", errand.text(), PATIENCE);
        var request =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                new Scope("openid"),
                                new ClientID(provider.client()),
                                back)
                        .endpointURI(published.authorization())
                        .state(new State(state(ticket)))
                        .nonce(new Nonce(nonce(ticket)))
                        .codeChallenge(verifier(ticket), CodeChallengeMethod.S256)
                        .build();
        return new Sent(request.toURI(), ticket);
    }

    /**
     * Hears who came back; empty when it was nobody that was sent, or the provider says no.
     *
     * @param from where the request comes from
     * @throws Unreachable when the provider cannot be asked
     * @throws kontor.http.HttpError 429 when too many from there were wrong
     */
    public Optional<Came> hear(String from, Back came) throws Unreachable {
        var ticket = tickets.open(USE, "", came.ticket).filter(one -> isOf(one, came));
        if (ticket.isEmpty() || came.error.isPresent()) {
            return Optional.empty();
        }
        // Each errand by itself, so that colleagues at one address never wait for each other.
        String name = "provider " + state(ticket.get());
        String fingerprint = HexFormat.of().formatHex(new Secret(came.ticket).digest());
        guesses.judge(from, name, fingerprint);
        var errand = Errand.parse(ticket.get().content());
        if (!tickets.spend(ticket.get())) {
            return Optional.empty();
        }
        var proven = asking(from, () -> proven(ticket.get(), came.code.get()));
        proven.ifPresent(_ -> guesses.succeeded(from, name, fingerprint));
        return proven.flatMap(one -> errand.map(of -> new Came(of, one)));
    }

    /** Came back in the browser that was sent, from the provider to which it was sent. */
    private boolean isOf(Ticket ticket, Back came) {
        return came.state.filter(state -> Secret.same(state, state(ticket))).isPresent()
                && came.issuer.map(issuer()::equals).orElse(true)
                && came.code
                        .filter(code -> !code.isBlank() && code.length() <= LONGEST_CODE)
                        .isPresent();
    }

    private interface Question<T> {
        T asked() throws Unreachable;
    }

    /** Whoever has not said yet who it is has a share by its address. */
    private <T> T asking(String from, Question<T> question) throws Unreachable {
        try (var _ = questions.take(from)) {
            return question.asked();
        } catch (Unreachable away) {
            LOG.warn("the provider of sign-ins cannot be used: {}", away.getMessage());
            throw away;
        }
    }

    private Optional<Proven> proven(Ticket ticket, String code) throws Unreachable {
        var published = papers.known();
        try {
            var token = idToken(published, ticket, code);
            return token.isEmpty() ? Optional.empty() : judged(published, token.get(), ticket);
        } catch (ParseException | JOSEException no) {
            LOG.info("a sign-in by the provider was refused: {}", no.getMessage());
            return Optional.empty();
        }
    }

    private Optional<JWT> idToken(Papers.Published published, Ticket ticket, String code)
            throws Unreachable, ParseException {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), back, verifier(ticket));
        var request =
                new TokenRequest(published.token(), authentication(published), grant, null)
                        .toHTTPRequest();
        String authorization = Optional.ofNullable(request.getAuthorization()).orElse("");
        var answer = wire.form(published.token(), authorization, request.getBody());
        var said = new HTTPResponse(answer.status());
        said.setContentType("application/json");
        said.setBody(answer.body());
        var response = OIDCTokenResponseParser.parse(said);
        if (response instanceof OIDCTokenResponse good) {
            return Optional.of(good.getOIDCTokens().getIDToken());
        }
        LOG.info("the provider gave no token: {}", answer.status());
        return Optional.empty();
    }

    private ClientAuthentication authentication(Papers.Published published) {
        var client = new ClientID(provider.client());
        var secret = new com.nimbusds.oauth2.sdk.auth.Secret(provider.secret().text());
        List<ClientAuthenticationMethod> taken = published.metadata().getTokenEndpointAuthMethods();
        boolean isBasic =
                taken == null || taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return isBasic
                ? new ClientSecretBasic(client, secret)
                : new ClientSecretPost(client, secret);
    }

    /** A key that is not known may be a new one. */
    private Optional<Proven> judged(Papers.Published published, JWT token, Ticket ticket)
            throws Unreachable, JOSEException {
        try {
            return Optional.of(idTokens.judge(token, published.keys(), nonce(ticket)));
        } catch (BadJOSEException first) {
            var fresh = papers.fresh();
            if (fresh.at() == published.at()) {
                LOG.info("a sign-in by the provider was refused: {}", first.getMessage());
                return Optional.empty();
            }
            return judgedAgain(fresh, token, ticket);
        }
    }

    private Optional<Proven> judgedAgain(Papers.Published fresh, JWT token, Ticket ticket)
            throws JOSEException {
        try {
            return Optional.of(idTokens.judge(token, fresh.keys(), nonce(ticket)));
        } catch (BadJOSEException no) {
            LOG.info("a sign-in by the provider was refused: {}", no.getMessage());
            return Optional.empty();
        }
    }

    private static String state(Ticket ticket) {
        return Base64Url.encode(ticket.number());
    }

    private String nonce(Ticket ticket) {
        return tickets.derived(ticket, "nonce").text();
    }

    private CodeVerifier verifier(Ticket ticket) {
        return new CodeVerifier(tickets.derived(ticket, "verifier").text());
    }
}
