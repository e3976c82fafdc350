package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kontor.http.Access;
import kontor.http.Route;
import kontor.iam.Permissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Opens every page by everybody: the owner, a role that may nothing, one that is limited to an
 * account, a stranger, and the owner of another organization.
 */
class EveryPageTest {

    /** Whoever reads what would be mailed can be anybody, so no permission is enough. */
    private static final String OF_OWNERS = "/test-data/outbox";

    /** Whose pages say of which account they are. */
    private static final Set<String> OF_ACCOUNTS =
            Set.of("accounts", "direct-debits", "credit-transfers", "transactions", "cases");

    private static final TestKontor KONTOR = TestKontor.shared();
    private static Map<String, String> ids;
    private static SandboxOrganization ours;
    private static Browser owner;
    private static Browser nobody;
    private static Browser limited;
    private static Browser neighbour;

    @BeforeAll
    static void everybody() {
        ours = KONTOR.sandbox();
        ids = OneOfEach.idsIn(ours);
        owner = Browser.of(ours.owner());
        nobody = Browser.of(ours.clientWith(Set.of()));
        limited = Browser.of(limited());
        neighbour = Browser.of(KONTOR.sandbox().owner());
    }

    /** May all, and sees one account, of which nothing else is. */
    private static Client limited() {
        String other =
                ours.owner().get("/financial-data/v2/accounts?limit=500").items().stream()
                        .map(one -> one.path("id").asText())
                        .filter(id -> !id.equals(ids.get("accounts")))
                        .findFirst()
                        .orElseThrow();
        return ours.aRole(Permissions.ALL).limitedTo(other).member().client();
    }

    private static Stream<Route> pages(Predicate<Route> which) {
        return PagePaths.of(KONTOR.routes()).stream()
                .filter(PagePaths::isPage)
                .filter(route -> !PagePaths.isOfSession(route))
                .filter(which);
    }

    private static Stream<DynamicTest> each(Predicate<Route> which, Consumer<Route> test) {
        return pages(which).map(route -> dynamicTest(route.path(), () -> test.accept(route)));
    }

    private static String path(Route route) {
        return PagePaths.filled(route, ids);
    }

    @TestFactory
    Stream<DynamicTest> owner_opensIt() {
        return each(
                _ -> true,
                route -> {
                    var page = owner.open(path(route));
                    assertThat(page.status()).as(page.html()).isIn(200, 303, 410, 404);
                    assertThat(page.status() == 200 || isAsked(route)).isTrue();
                    PageRules.strict(page);
                    if (page.status() != 303) {
                        PageRules.hold(page);
                    }
                });
    }

    /** Sign-in leads on whoever is signed in; a link with a made-up token leads nowhere. */
    private static boolean isAsked(Route route) {
        return route.access() == Access.GUEST;
    }

    @TestFactory
    Stream<DynamicTest> whoMayNothing_isRefusedWithTheWordOfThePermission() {
        return each(
                route -> route.access() == Access.SESSION,
                route -> {
                    var page = nobody.open(path(route));
                    PageRules.hold(page);
                    if (route.path().equals(OF_OWNERS)) {
                        assertThat(page.status()).isEqualTo(403);
                        return;
                    }
                    if (route.permissions().isEmpty()) {
                        assertThat(page.status()).isIn(200, 303);
                        return;
                    }
                    assertThat(page.status()).isEqualTo(403);
                    assertThat(page.html()).contains(route.permissions().getFirst());
                });
    }

    @TestFactory
    Stream<DynamicTest> whoSeesOneAccount_seesNothingOfTheOthers() {
        return each(
                route -> route.access() == Access.SESSION,
                route -> {
                    String path = path(route);
                    var page = limited.open(path);
                    assertThat(page.status()).as(page.html()).isIn(200, 303, 403, 404);
                    PageRules.strict(page);
                    String shown = page.html().replace(path, "");
                    OF_ACCOUNTS.stream()
                            .map(ids::get)
                            .forEach(id -> assertThat(shown).as(path).doesNotContain(id));
                });
    }

    @TestFactory
    Stream<DynamicTest> stranger_isLedToSignIn() {
        var stranger = Browser.ofStranger();
        return each(
                route -> route.access() == Access.SESSION,
                route -> {
                    var page = stranger.open(path(route));
                    assertThat(page.status()).isEqualTo(303);
                    assertThat(page.location()).startsWith("/login?next=%2F");
                    PageRules.strict(page);
                });
    }

    @TestFactory
    Stream<DynamicTest> anotherOrganization_findsNothing() {
        return each(
                route -> route.access() == Access.SESSION && PagePaths.namesAThing(route),
                route -> {
                    var page = neighbour.open(path(route));
                    assertThat(page.status()).as(page.html()).isEqualTo(404);
                    assertThat(page.html()).doesNotContain(ours.organizationId());
                    PageRules.hold(page);
                });
    }

    /** Whatever stands in an address is shown as text, or refused. */
    @TestFactory
    Stream<DynamicTest> hostileAddress_isText() {
        String hostile = "%3Cscript%3Ealert(1)%3E%7B%7B7*7%7D%7D%E2%80%AE";
        return each(
                _ -> true,
                route -> {
                    String query = String.join("=" + hostile + "&", names(route)) + "=" + hostile;
                    for (String path :
                            List.of(
                                    route.path().replaceAll("\\{[a-z]+}", hostile),
                                    path(route) + "?" + query)) {
                        var page = owner.open(path);
                        assertThat(page.status()).as(path + "\n" + page.html()).isLessThan(500);
                        assertThat(page.html()).doesNotContain("<script>alert");
                        PageRules.strict(page);
                    }
                });
    }

    private static List<String> names(Route route) {
        return Stream.concat(
                        route.filters().stream().map(name -> name.replace("[", "%5B")),
                        Stream.of("token", "limit", "next", "q"))
                .toList();
    }
}
