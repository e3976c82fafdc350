package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.http.Route;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Lists of pages that are also files: what narrows the page narrows the file and the next page,
 * whoever wrote the address.
 */
class FilteredListsTest {

    private static final TestKontor KONTOR = TestKontor.shared();

    /** An amount as people type it leads to the list with the amount as it stands in addresses. */
    private static final String TYPED = "typed";

    /** What may stand in them, where it is no id. */
    private static final Map<String, String> VALUES =
            Map.of(
                    "date",
                    "date[gte]=2026-01-05",
                    "amount",
                    "amount[gte]=1",
                    TYPED,
                    "typed=1.00",
                    "kind",
                    "kind=RETURN",
                    "code",
                    "code=AM04",
                    "query",
                    "query=abc",
                    "externalId",
                    "externalId=mine",
                    "addressComplete",
                    "addressComplete=true",
                    "reconciliationStatus",
                    "reconciliationStatus=RECONCILED");

    private static final Map<String, String> SCHEMES =
            Map.of(
                    "/direct-debits", "SDD_CORE",
                    "/mandates", "SDD_CORE",
                    "/credit-transfers", "SCT");

    private final Browser owner = Browser.of(KONTOR.sandbox().owner());

    @TestFactory
    Stream<DynamicTest> everyFilter_goesOnToTheFile() {
        var files = KONTOR.routes().stream().map(Route::path).toList();
        return PagePaths.of(KONTOR.routes()).stream()
                .filter(PagePaths::isPage)
                .filter(route -> files.contains(route.path() + ".csv"))
                .filter(route -> !route.filters().isEmpty())
                .flatMap(
                        route ->
                                route.filters().stream().map(name -> filtered(route.path(), name)));
    }

    private DynamicTest filtered(String path, String name) {
        String filter = value(path, name);
        return dynamicTest(
                path + "?" + filter,
                () -> {
                    String more = name.equals("amount") ? "&currency=EUR" : "";
                    var opened =
                            owner.open(
                                    path
                                            + "?"
                                            + filter.replace("[", "%5B").replace("]", "%5D")
                                            + more);
                    var page = name.equals(TYPED) ? owner.follow(opened) : opened;
                    assertThat(page.status()).as(page.html()).isEqualTo(200);
                    String file = page.find("href=\"(" + path + "\\.csv[^\"]*)\"");
                    assertThat(file.replace("%5B", "[").replace("%5D", "]"))
                            .contains(name.equals(TYPED) ? "amount=100" : filter);
                    assertThat(page.html())
                            .containsAnyOf(
                                    "href=\"" + path + "\">Clear",
                                    "href=\"" + path + "\">Show all");
                });
    }

    private static String value(String path, String name) {
        String usual = name + "=" + new UUID(0, 7);
        return switch (name) {
            case "status" -> "status=CREATED";
            case "scheme" -> "scheme=" + SCHEMES.get(path);
            case "currency" -> "currency=EUR";
            default -> VALUES.getOrDefault(name, usual);
        };
    }
}
