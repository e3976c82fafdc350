package kontor;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import kontor.http.Route;

/** The routes of pages, and their addresses with ids of things in them. */
public final class PagePaths {

    private static final Pattern PLACE = Pattern.compile("/([^/]+)/\\{[a-z]+}");

    /** Where the word before the id is not that of the API. */
    private static final Map<String, String> WORDS =
            Map.of(
                    "in", "inbox-files",
                    "out", "instructions",
                    "pending", "pending-transactions",
                    "reconciliation", "transactions",
                    "credit-transfers-batches", "credit-transfer-batches");

    /** What needs no id of a thing. */
    private static final Map<String, String> SAID =
            Map.of(
                    "reference", "createMandate",
                    "guides", "ten-steps",
                    "invitations", "A".repeat(43));

    private PagePaths() {}

    /** Those that answer with HTML. */
    public static List<Route> of(List<Route> routes) {
        return routes.stream()
                .filter(route -> !route.kind().isDocumented())
                .filter(route -> route.mediaType().equals("text/html"))
                .toList();
    }

    /** Whether it is a page to look at. */
    public static boolean isPage(Route route) {
        return route.method().equals("GET");
    }

    /** Whether it is about how somebody signed in, which whoever comes with a key never did. */
    public static boolean isOfSession(Route route) {
        return route.path().matches("/settings/(sessions|profile)(/.*)?|/logout");
    }

    /** Whether its address names a thing of an organization. */
    public static boolean namesAThing(Route route) {
        return PLACE.matcher(route.path())
                .results()
                .anyMatch(place -> !SAID.containsKey(place.group(1)));
    }

    /**
     * Its address.
     *
     * @param ids by the word of the resource, as {@link OneOfEach} has them; what is not there gets
     *     an id of nothing
     */
    public static String filled(Route route, Map<String, String> ids) {
        return PLACE.matcher(route.path())
                .replaceAll(place -> "/" + place.group(1) + "/" + id(place.group(1), ids));
    }

    private static String id(String word, Map<String, String> ids) {
        String said = SAID.get(word);
        return said != null
                ? said
                : ids.getOrDefault(WORDS.getOrDefault(word, word), new UUID(0, 1).toString());
    }
}
