package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.http.Access;
import kontor.http.Route;
import kontor.iam.Permissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What pages offer is theirs who look: no form and no link that a role is refused, or a person who
 * sees some accounts only.
 */
class EveryOfferTest {

    private static final Set<String> READS =
            Permissions.ALL.stream()
                    .filter(word -> word.endsWith(":read"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Pattern FORM =
            Pattern.compile("<form [^>]*method=\"post\"[^>]* action=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"]*)\"");

    private static final TestKontor KONTOR = TestKontor.shared();
    private static final Map<String, Integer> OPENED = new ConcurrentHashMap<>();
    private static Map<String, String> ids;
    private static Browser reader;
    private static Browser limited;

    @BeforeAll
    static void people() {
        var ours = KONTOR.sandbox();
        ids = OneOfEach.idsIn(ours);
        reader = Browser.of(ours.clientWith(READS));
        limited =
                Browser.of(
                        ours.aRole(Permissions.ALL)
                                .limitedTo(ids.get("accounts"))
                                .member()
                                .client());
    }

    private static Stream<Route> pages() {
        return PagePaths.of(KONTOR.routes()).stream()
                .filter(PagePaths::isPage)
                .filter(route -> route.access() == Access.SESSION)
                .filter(route -> !PagePaths.isOfSession(route));
    }

    private static Stream<DynamicTest> each(Browser who, Predicate<Route> theirs) {
        return pages().map(
                        route ->
                                dynamicTest(
                                        route.path(),
                                        () -> {
                                            var page = who.open(PagePaths.filled(route, ids));
                                            assertThat(refused(page.html(), theirs)).isEmpty();
                                            assertThat(closed(who, page.html())).isEmpty();
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> whoMayOnlyRead_isOfferedNothingThatIsRefused() {
        return each(reader, route -> READS.containsAll(route.permissions()));
    }

    @TestFactory
    Stream<DynamicTest> whoSeesOneAccount_isOfferedNothingOfTheWholeOrganization() {
        return each(limited, route -> !route.whole());
    }

    private static List<String> refused(String html, Predicate<Route> theirs) {
        return Stream.concat(offered("POST", FORM, html), offered("GET", LINK, html))
                .distinct()
                .filter(one -> route(one).filter(theirs.negate()).isPresent())
                .toList();
    }

    private static Stream<String> offered(String method, Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .map(found -> method + " " + found.group(1).replaceFirst("[?#].*", ""));
    }

    /**
     * Links to pages that are not opened for this person after all: some are for owners only, which
     * no permission says. One of each kind of page is opened, once.
     */
    private static List<String> closed(Browser who, String html) {
        return offered("GET", LINK, html)
                .distinct()
                .filter(one -> route(one).filter(route -> isClosed(who, route, one)).isPresent())
                .toList();
    }

    private static boolean isClosed(Browser who, Route route, String offered) {
        return OPENED.computeIfAbsent(
                        who + " " + route.path(),
                        _ -> who.open(offered.replaceFirst("GET ", "")).status())
                == 403;
    }

    /** The route of a method and a path, that with the fewest places where several fit. */
    private static Optional<Route> route(String offered) {
        return KONTOR.routes().stream()
                .filter(route -> !route.kind().isDocumented())
                .filter(route -> route.access() == Access.SESSION)
                .filter(route -> offered.matches(pattern(route)))
                .min(Comparator.comparingInt(route -> route.path().split("\\{", -1).length));
    }

    private static String pattern(Route route) {
        return route.method()
                + " "
                + route.path().replace(".", "\\.").replaceAll("\\{[a-zA-Z]+}", "[^/]+");
    }
}
