package kontor.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.core.Use;
import kontor.dashboard.FindRoutes;
import kontor.http.Dispatch;
import kontor.http.KnownCallers;
import kontor.http.PageTokens;
import kontor.http.Routes;
import kontor.server.Server;
import kontor.visits.OwnSite;
import kontor.visits.Reception;
import kontor.visits.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every page has, on a real server; the visitor with the cookie {@code who=me} is known. */
class PagesTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String HOSTILE = "<script>alert(1)</script>{{7*7}}\u202e";

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        var pages =
                new Pages(
                        visitor ->
                                new Viewer(
                                        HOSTILE,
                                        "Finance",
                                        "Lena Brandt",
                                        List.of(Section.HOME, Section.DIRECT_DEBITS),
                                        Map.of(Section.DIRECT_DEBITS, 7),
                                        false,
                                        true,
                                        Optional.of("Tue 2026-12-22 11:42"),
                                        visitor.formToken()));
        var routes = new Routes();
        new AssetRoutes(pages).register(routes);
        routes.elsewhere(pages.kind());
        var no = new IllegalStateException("broken");
        routes.add(
                pages.route("/broken", Use.of())
                        .by(
                                _ -> {
                                    throw no;
                                }));
        routes.add(pages.route("/secret", Use.of("accounts:read")).by(_ -> Pages.goTo("/")));
        routes.add(
                pages.form("/change", Use.of())
                        .by(
                                call -> {
                                    call.fields();
                                    return Pages.goTo("/done", "Done with " + HOSTILE);
                                }));
        routes.add(
                pages.route("/page", Use.of())
                        .by(
                                call ->
                                        pages.show(
                                                pages.frame(call, Section.HOME, HOSTILE),
                                                "dashboard/find.jte",
                                                new FindRoutes.View(HOSTILE, List.of()))));
        var reception =
                new Reception(
                        (cookies, _) ->
                                cookies.value("who").filter("me"::equals).map(_ -> visitor()),
                        new OwnSite(URI.create("http://localhost")));
        server =
                new Server(
                        "127.0.0.1",
                        0,
                        new Dispatch(
                                routes,
                                KnownCallers.NOBODY,
                                reception,
                                new PageTokens(new byte[32]),
                                false,
                                _ -> {}));
        server.start();
    }

    private static Visitor visitor() {
        var caller =
                new Caller(
                        new OrganizationId(new UUID(0, 1)),
                        new UUID(0, 2),
                        "lena@example.com",
                        "Lena Brandt",
                        new UUID(0, 3),
                        false,
                        false,
                        Set.of(),
                        100);
        return new Visitor(caller, new UUID(0, 4), new UUID(0, 5), "token-of-the-session");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpRequest.Builder signedIn(String path) {
        return to(path).header("Cookie", "who=me");
    }

    @Test
    void page_isEscapedAndStrict() throws Exception {
        var page = send(signedIn("/page"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)", "{{7*7}}", "Lena Brandt", "LB", "SANDBOX")
                .doesNotContain("Counterparties", " style=", " onclick=", "http://", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy")).contains(Pages.POLICY);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void everythingThatAPageLoads_isServedAndKept() throws Exception {
        var page = send(signedIn("/page")).body();
        var loads = Pattern.compile("\"(/assets/[^\"#]+)").matcher(page).results();
        var paths = loads.map(found -> found.group(1)).distinct().toList();
        assertThat(paths).hasSizeGreaterThan(4);
        for (String path : paths) {
            var asset = send(to(path));
            assertThat(asset.statusCode()).as(path).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control").orElse(""))
                    .contains("immutable");
        }
        assertThat(send(to("/assets/kontor.css")).statusCode()).isEqualTo(404);
        assertThat(send(to("/assets/..%2Fkontor.css")).statusCode()).isEqualTo(400);
    }

    /** Somebody mistyped an address, or opened where a form goes to. */
    @ParameterizedTest
    @CsvSource({"/nothing-here, 404", "/page/x/y, 404", "/change, 405"})
    void addressOfNothing_isAPageForPeopleAndJsonForPrograms(String path, int status)
            throws Exception {
        var page = send(to(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("Request").doesNotContain("{\"status\"");
        for (String accept : List.of("*/*", "application/json")) {
            var json = send(to(path).header("Accept", accept));
            assertThat(json.statusCode()).isEqualTo(status);
            assertThat(json.body()).startsWith("{\"status\":" + status);
        }
    }

    @Test
    void stranger_comesBackAfterSigningIn() throws Exception {
        var page = send(to("/page?a=b%26c"));
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location"))
                .contains("/login?next=%2Fpage%3Fa%3Db%2526c");
        var part = send(to("/page").header("HX-Request", "true"));
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("HX-Redirect")).contains("/login?next=%2Fpage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "form=wrong", "form=token-of-the-sessio", "x=token-of-the-session"})
    void formOfAnotherSession_changesNothing(String body) throws Exception {
        var answer = send(posted(body).header("Sec-Fetch-Site", "same-origin"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("foreign_form", "Nothing was changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", "SAME-ORIGIN"})
    void formOfAnotherSite_changesNothing(String site) throws Exception {
        var answer = send(posted("form=token-of-the-session").header("Sec-Fetch-Site", site));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(send(posted("form=token-of-the-session")).statusCode()).isEqualTo(403);
    }

    @Test
    void ownForm_isTakenAndTold() throws Exception {
        var answer =
                send(posted("form=token-of-the-session").header("Sec-Fetch-Site", "same-origin"));
        assertThat(answer.statusCode()).isEqualTo(303);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        var after = send(to("/page").header("Cookie", "who=me; " + cookie));
        assertThat(after.body()).contains("Done with &lt;script&gt;");
        assertThat(after.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
    }

    private static HttpRequest.Builder posted(String body) {
        return signedIn("/change")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    @Test
    void no_isAPageOfTheHouse() throws Exception {
        var forbidden = send(signedIn("/secret"));
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body()).contains("Not for this role", "accounts:read", "Request");
        var broken = send(signedIn("/broken"));
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).contains("Something broke").doesNotContain("IllegalState");
        assertThat(broken.headers().firstValue("Content-Security-Policy")).contains(Pages.POLICY);
    }
}
