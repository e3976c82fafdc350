package kontor.app;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import kontor.encodings.BasicCredentials;
import kontor.http.Dispatch;
import kontor.http.PageTokens;
import kontor.server.Server;
import kontor.visits.Cookies;
import kontor.visits.OwnSite;
import kontor.visits.Reception;
import kontor.visits.Visitor;

/**
 * The pages of a whole Kontor for whoever has a key: the cookie {@code who} names it. What signing
 * in does is tried elsewhere.
 */
public final class PageServer implements AutoCloseable {

    public static final String COOKIE = "who";
    public static final String FORM_TOKEN = "token-of-the-session";

    private final Wiring wiring;
    private final Server server;

    public PageServer(Wiring wiring) {
        this.wiring = wiring;
        var reception =
                new Reception(
                        (cookies, _) -> visitor(cookies),
                        new OwnSite(URI.create("http://localhost")));
        var dispatch =
                new Dispatch(
                        wiring.ground().routes(),
                        wiring.people().credentials(),
                        reception,
                        new PageTokens(new byte[32]),
                        false,
                        _ -> {});
        server = new Server("127.0.0.1", 0, dispatch);
        server.start();
    }

    public int port() {
        return server.port();
    }

    private Optional<Visitor> visitor(Cookies cookies) {
        return cookies.value(COOKIE)
                .map(
                        text ->
                                new String(
                                        Base64.getUrlDecoder().decode(text),
                                        StandardCharsets.UTF_8))
                .flatMap(header -> BasicCredentials.parse(header.substring("Basic ".length())))
                .flatMap(
                        pair ->
                                wiring.people()
                                        .credentials()
                                        .byKey("127.0.0.1", pair.user(), pair.password()))
                .map(PageServer::visitor);
    }

    private static Visitor visitor(Caller caller) {
        return new Visitor(caller, new UUID(0, 1), new UUID(0, 2), FORM_TOKEN);
    }

    @Override
    public void close() {
        server.close();
    }
}
