package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.http.Route;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for the parameters of every list, whichever it is. */
class EveryListTest {

    /** Filters that take several values. */
    private static final List<String> SEVERAL =
            List.of("status", "reconciliationStatus", "entityIdsIn");

    /** Filters without which a list is not given. */
    private static final Map<String, String> NEEDED = Map.of("regulatory", "market=SE&");

    private static final Pattern WORDS = Pattern.compile("must be one of ([A-Z_]+), ([A-Z_]+)");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Map<String, String> ids = OneOfEach.idsIn(sandbox);

    private Stream<Route> lists() {
        return kontor.routes().stream()
                .filter(route -> route.kind().isDocumented() && !route.open())
                .filter(route -> route.method().equals("GET"))
                .filter(route -> route.schema().endsWith("List"))
                .filter(route -> sandbox.owner().get(path(route)).status() == 200);
    }

    /** With the id of one and what must be said, ready for more parameters. */
    private String path(Route route) {
        String word = route.path().replaceAll(".*/([a-z-]+)/\\{id}.*", "$1");
        String path =
                route.path()
                        .replace("{id}", ids.getOrDefault(word, "x"))
                        .replaceAll("[{][^}]+[}]", "x");
        String needed =
                NEEDED.entrySet().stream()
                        .filter(entry -> path.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining());
        return path + "?" + needed;
    }

    private Reply asked(Route route, String... pairs) {
        var query = new ArrayList<String>();
        for (int i = 0; i < pairs.length; i += 2) {
            query.add(encoded(pairs[i]) + "=" + encoded(pairs[i + 1]));
        }
        return sandbox.owner().get(path(route) + String.join("&", query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void assertBlamed(Reply reply, String parameter) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.at("/details/0/field")).isEqualTo(parameter);
    }

    @TestFactory
    Stream<DynamicTest> parameters_areTakenNamedOrRefused() {
        var lists = lists().toList();
        assertThat(lists).hasSizeGreaterThan(30);
        return lists.stream()
                .flatMap(
                        route ->
                                Stream.of(
                                        dynamicTest(route.path() + " unknown", () -> others(route)),
                                        dynamicTest(route.path() + " known", () -> known(route))));
    }

    /** One thing is as it is, whatever is asked beside it; but it is said, as lists do. */
    @TestFactory
    Stream<DynamicTest> parametersOfWhatIsNoList_areNamed() {
        var others =
                kontor.routes().stream()
                        .filter(route -> route.kind().isDocumented() && route.filters().isEmpty())
                        .filter(route -> route.method().equals("GET"))
                        .filter(route -> !route.schema().endsWith("List"))
                        .filter(route -> sandbox.owner().get(path(route)).status() == 200)
                        .toList();
        assertThat(others)
                .extracting(Route::path)
                .hasSizeGreaterThan(20)
                .contains("/iam/v2beta/permissions", "/v1/testbank/scenarios");
        return others.stream().map(route -> dynamicTest(route.path(), () -> isNamed(route)));
    }

    private void isNamed(Route route) {
        var reply = asked(route, "status", "x", "b", "1").ok();
        assertThat(reply.header("Kontor-Ignored-Parameters")).isEqualTo("b, status");
    }

    @Test
    void parametersOfAChange_areNamed() {
        var made =
                sandbox.owner()
                        .post(
                                "/payments/v2/counterparties?dryRun=true",
                                "{\"legalName\": \"Ada AG\"}");
        assertThat(made.created().header("Kontor-Ignored-Parameters")).isEqualTo("dryRun");
    }

    /** A list that this one does not have would be wider than was meant. */
    private void others(Route route) {
        var ignored = asked(route, "colour", "blue", "empty", "");
        assertThat(ignored.ok().header("Kontor-Ignored-Parameters")).isEqualTo("colour");
        for (String name : List.of("counterpartyId", "amount[gte]", "reference", "id")) {
            String plain = name.replaceFirst("\\[.*", "");
            if (!route.filters().contains(plain)) {
                var refused = asked(route, name, "1");
                assertBlamed(refused, name);
                route.filters()
                        .forEach(one -> assertThat(refused.at("/details/0/error")).contains(one));
                // As they are written, the ends of a range too.
                assertThat(refused.at("/details/0/error")).contains("limit", "token");
                if (route.filters().contains("amount")) {
                    assertThat(refused.at("/details/0/error")).contains("amount[gte], amount[lte]");
                }
            }
        }
        assertBlamed(asked(route, "limit", "1", "limit", "2"), "limit");
        asked(route, "Limit", "1").ok();
        misspelled(route);
    }

    /** Another spelling of a filter would be overlooked, and the list be as wide as ever. */
    private void misspelled(Route route) {
        var names =
                new ArrayList<>(
                        List.of(
                                "legal_name",
                                "statuses",
                                "status__in",
                                "minAmount",
                                "amount_gte",
                                "amount.gte",
                                "createdAfter"));
        for (String name : route.filters()) {
            names.add(name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
            names.add(name.contains("_") ? name.replace("_", "") : name + "s");
        }
        names.removeAll(route.filters());
        names.forEach(name -> assertBlamed(asked(route, name, "1"), name));
    }

    private void known(Route route) {
        for (String name : route.filters()) {
            asked(route, name, "").ok();
            if (SEVERAL.contains(name)) {
                several(route, name);
            } else {
                var twice = asked(route, name, "a1", name, "b2");
                assertThat(twice.status()).as(name + twice.body()).isEqualTo(400);
                assertThat(twice.at("/details/0/field")).isEqualTo(name);
                assertThat(twice.at("/details/0/error")).contains("once");
            }
            switch (name) {
                case "date" -> dates(route);
                case "amount" -> amounts(route);
                case "externalId" -> externalIds(route);
                default -> {}
            }
        }
    }

    private void several(Route route, String name) {
        var wrong = asked(route, name, "NO_SUCH_WORD");
        assertBlamed(wrong, name);
        var words = WORDS.matcher(wrong.at("/details/0/error"));
        if (words.find()) {
            asked(route, name, words.group(1), name, words.group(2)).ok();
            asked(route, name, words.group(1) + "," + words.group(2)).ok();
            assertBlamed(asked(route, name, words.group(1) + ",NO_SUCH_WORD"), name);
        }
    }

    private void amounts(Route route) {
        asked(route, "amount[gte]", "1", "amount[lte]", "2").ok();
        asked(route, "amount[gte]", "").ok();
        assertBlamed(asked(route, "amount[gte]", "1.5"), "amount[gte]");
        assertBlamed(asked(route, "amount[lte]", "1", "amount[lte]", "2"), "amount[lte]");
        assertBlamed(asked(route, "amount", "1", "amount[lte]", "2"), "amount");
        long largest = 999_999_999_999_999_999L;
        var none = asked(route, "amount[gte]", String.valueOf(largest)).ok();
        assertThat(none.json().path("items")).isEmpty();
    }

    private void externalIds(Route route) {
        assertThat(asked(route, "externalId", "nobody-has-it").ok().json().path("items")).isEmpty();
    }

    private void dates(Route route) {
        asked(route, "fromDate", "2026-01-01", "toDate", "2026-02-28").ok();
        var none = asked(route, "fromDate", "2026-02-30");
        assertBlamed(none, "fromDate");
        assertThat(none.at("/details/0/error")).contains("2026-02 has 28 days");
        assertBlamed(asked(route, "toDate", "2026-01-01", "toDate", "2026-01-02"), "toDate");
    }
}
