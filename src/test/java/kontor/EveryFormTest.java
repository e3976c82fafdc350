package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kontor.http.Access;
import kontor.http.Route;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends every form of every page as nobody should: without the token, from another site, empty,
 * huge, hostile, stale and twice.
 */
class EveryFormTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'{{7*7}}${7*7}\u202eetis";

    private static final TestKontor KONTOR = TestKontor.shared();

    /** Sends as the owner does, and stays whatever becomes of other users. */
    private static Browser member;

    private static Map<String, String> ids;
    private static SandboxOrganization neighbour;

    /** Forms by where they are sent, as the pages show them. */
    private static final Map<String, PageForm> FORMS = new LinkedHashMap<>();

    @BeforeAll
    static void gather() {
        var ours = KONTOR.sandbox();
        ids = OneOfEach.idsIn(ours);
        String role =
                ours.owner().get("/iam/v2beta/roles?limit=500").items().stream()
                        .filter(one -> one.path("name").asText().equals("owner"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        member = Browser.of(ours.memberIn(role).client());
        neighbour = KONTOR.sandbox();
        // Forms of a payment that still waits stand on its page only.
        ids = new LinkedHashMap<>(ids);
        ids.put("direct-debits", ours.aDirectDebit().id());
        routes().filter(PagePaths::isPage)
                .map(route -> member.open(PagePaths.filled(route, ids)))
                .flatMap(page -> PageForm.in(page.html()).stream())
                .forEach(form -> FORMS.putIfAbsent(form.action(), form));
    }

    private static Stream<Route> routes() {
        return PagePaths.of(KONTOR.routes()).stream()
                .filter(route -> !PagePaths.isOfSession(route));
    }

    private static Stream<Route> forms() {
        return routes().filter(route -> route.body() == Route.Body.FORM);
    }

    private static Stream<DynamicTest> each(Stream<Route> routes, Consumer<Route> test) {
        return routes.map(route -> dynamicTest(route.path(), () -> test.accept(route)));
    }

    /** Each form that a page shows, where it is sent to. */
    private static Stream<DynamicTest> eachShown(BiConsumer<String, PageForm> test) {
        var shown = new ArrayList<>(FORMS.entrySet());
        return shown.stream()
                .map(
                        one ->
                                dynamicTest(
                                        one.getKey(),
                                        () -> test.accept(one.getKey(), one.getValue())));
    }

    private static String path(Route route) {
        return PagePaths.filled(route, ids);
    }

    @TestFactory
    Stream<DynamicTest> withoutTheToken_itIsRefused() {
        return each(
                forms().filter(route -> route.access() == Access.SESSION),
                route -> {
                    var page = member.submitWithoutToken(path(route), "version", "1");
                    assertThat(page.status()).as(page.html()).isIn(403, 410);
                    assertThat(page.html()).containsAnyOf("foreign_form", "It is gone");
                    PageRules.hold(page);
                });
    }

    @TestFactory
    Stream<DynamicTest> fromAnotherSite_itIsRefused() {
        return each(
                forms(),
                route -> {
                    var page = member.submitFromElsewhere(path(route), "version", "1");
                    assertThat(page.status()).as(page.html()).isEqualTo(403);
                    PageRules.hold(page);
                });
    }

    @TestFactory
    Stream<DynamicTest> ofAnotherOrganization_itFindsNothing() {
        var theirs = Browser.of(neighbour.owner());
        return each(
                forms().filter(route -> route.access() == Access.SESSION)
                        .filter(PagePaths::namesAThing),
                route -> {
                    var form = FORMS.get(path(route));
                    String[] sent =
                            form == null ? new String[] {"version", "1"} : form.with(text -> text);
                    var page = theirs.submit(path(route), sent);
                    assertThat(page.status()).as(page.html()).isEqualTo(404);
                    PageRules.hold(page);
                });
    }

    @TestFactory
    Stream<DynamicTest> huge_isRefusedAndNothingBreaks() {
        String much = "x".repeat(3_000);
        return eachShown(
                (path, form) -> {
                    answered(member.submit(path, form.with(_ -> much)));
                    var tooLarge = member.submit(path, "key", "k", "much", "x".repeat(20_000));
                    assertThat(tooLarge.status()).as(tooLarge.html()).isEqualTo(413);
                });
    }

    @TestFactory
    Stream<DynamicTest> hostile_isText() {
        return eachShown(
                (path, form) -> {
                    var page = member.submit(path, form.with(_ -> HOSTILE));
                    answered(page);
                    var after = page.status() == 303 ? member.open(page.location()) : page;
                    assertThat(after.html())
                            .as(path)
                            .doesNotContain("<script>alert", "{{49}}", "49\u202e");
                });
    }

    @TestFactory
    Stream<DynamicTest> stale_isSaidAndNothingIsLost() {
        return eachShown(
                (path, form) -> {
                    if (form.has("version") && !path.endsWith("/new")) {
                        var page = member.submit(path, form.of("999", text -> text + " x"));
                        answered(page);
                        assertThat(page.status()).as(page.html()).isNotEqualTo(303);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> empty_isToldWhatIsMissing() {
        return each(
                forms(),
                route -> answered(member.submit(path(route), "key", "empty " + route.path())));
    }

    /** A second click does nothing a second time, and shows the same. */
    @TestFactory
    Stream<DynamicTest> twice_isOnce() {
        var sent = new HashSet<String>();
        return each(
                routes().filter(PagePaths::isPage),
                route ->
                        PageForm.in(member.open(path(route)).html()).stream()
                                .filter(form -> sent.add(form.action()))
                                .forEach(EveryFormTest::sendTwice));
    }

    private static void sendTwice(PageForm form) {
        String[] fields = form.with(text -> text);
        var first = member.submit(form.action(), fields);
        answered(first);
        var second = member.submit(form.action(), fields);
        answered(second);
        if (first.status() == 303) {
            assertThat(second.status()).as(form + "\n" + second.html()).isEqualTo(303);
            assertThat(second.location()).isEqualTo(first.location());
        }
    }

    private static void answered(Browser.Page page) {
        assertThat(page.status()).as(page.html()).isLessThan(500);
        assertThat(page.html()).doesNotContain("<script>alert");
        if (page.status() == 303) {
            assertThat(page.location()).startsWith("/").doesNotStartWith("//");
        } else {
            PageRules.hold(page);
        }
        assertThat(List.of(405, 415)).as(page.html()).doesNotContain(page.status());
    }
}
