package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.http.Route;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every declared route: without credentials, without each permission, with another tenant's
 * ids.
 */
class EveryRouteTest {

    /** Resources of which a patch may change the name. */
    private static final String NAMED = ".*/(approval-chains|roles|users|connections)/.*";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization theirs = kontor.sandbox();
    private final SandboxOrganization ours = kontor.sandbox();

    /** Pages are tried by {@code EveryPageTest}. */
    private List<Route> documented() {
        return kontor.routes().stream().filter(route -> route.kind().isDocumented()).toList();
    }

    private Stream<Route> guarded() {
        return documented().stream().filter(route -> !route.open());
    }

    @TestFactory
    Stream<DynamicTest> withoutCredentials_is401() {
        return guarded()
                .map(
                        route ->
                                dynamicTest(
                                        name(route),
                                        () -> {
                                            var reply =
                                                    kontor.stranger()
                                                            .send(
                                                                    route.method(),
                                                                    filled(route, "x"),
                                                                    body(route));
                                            assertThat(reply.status())
                                                    .as(reply.body())
                                                    .isEqualTo(401);
                                            assertThat(reply.header("WWW-Authenticate"))
                                                    .contains("Basic");
                                            assertThat(reply.header("request-id")).isNotEmpty();
                                            assertThat(reply.header("RateLimit")).isNotEmpty();
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> withoutOnePermission_is403NamingIt() {
        return guarded()
                .flatMap(
                        route ->
                                route.permissions().stream()
                                        .map(
                                                missing ->
                                                        dynamicTest(
                                                                name(route) + " without " + missing,
                                                                () -> refuses(route, missing))));
    }

    private void refuses(Route route, String missing) {
        var others = new HashSet<>(route.permissions());
        others.remove(missing);
        var client = ours.clientWith(others);
        var reply = client.send(route.method(), filled(route, "x"), body(route));
        assertThat(reply.status()).as(reply.body()).isEqualTo(403);
        assertThat(reply.at("/message")).contains(missing);
    }

    @TestFactory
    Stream<DynamicTest> anotherTenantsIds_areUnknown() {
        var ids = OneOfEach.idsIn(theirs);
        return guarded()
                .filter(route -> route.path().contains("{id}"))
                .map(
                        route ->
                                dynamicTest(
                                        name(route),
                                        () -> {
                                            String resource =
                                                    route.path()
                                                            .replaceAll(
                                                                    ".*/([a-z-]+)/\\{id}.*", "$1");
                                            assertThat(ids)
                                                    .as("an id of " + resource + " to try")
                                                    .containsKey(resource);
                                            var reply =
                                                    ours.owner()
                                                            .send(
                                                                    route.method(),
                                                                    filled(
                                                                            route,
                                                                            ids.get(resource)),
                                                                    body(route),
                                                                    "If-Match",
                                                                    "version:1");
                                            if (route.path().endsWith("/events")
                                                    || route.path().endsWith("/balances")) {
                                                assertThat(reply.status()).isIn(200, 404);
                                                assertThat(reply.body())
                                                        .doesNotContain(theirs.organizationId());
                                                return;
                                            }
                                            assertThat(reply.status())
                                                    .as(reply.body())
                                                    .isEqualTo(404);
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> wrongMethod_is405WithAllow() {
        var paths = new TreeSet<>(documented().stream().map(Route::path).toList());
        return paths.stream()
                .map(
                        path ->
                                dynamicTest(
                                        path,
                                        () -> {
                                            var reply =
                                                    ours.owner().send("PUT", filled(path, "x"), "");
                                            assertThat(reply.status()).isEqualTo(405);
                                            assertThat(List.of(reply.header("Allow").split(", ")))
                                                    .containsExactlyElementsOf(methods(path));
                                        }));
    }

    private TreeSet<String> methods(String path) {
        var methods = new TreeSet<String>();
        for (var route : documented()) {
            if (route.path().equals(path)) {
                methods.add(route.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    @TestFactory
    Stream<DynamicTest> withoutIfMatch_is428WhereItIsRequired() {
        return guarded()
                .filter(route -> route.ifMatch() == Route.IfMatch.REQUIRED)
                .map(
                        route ->
                                dynamicTest(
                                        name(route),
                                        () -> {
                                            var reply =
                                                    ours.owner()
                                                            .send(
                                                                    route.method(),
                                                                    filled(
                                                                            route,
                                                                            new UUID(0, 1)
                                                                                    .toString()),
                                                                    body(route));
                                            assertThat(reply.status())
                                                    .as(reply.body())
                                                    .isEqualTo(428);
                                        }));
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private static String filled(Route route, String id) {
        return filled(route.path(), id);
    }

    private static String filled(String path, String id) {
        return path.replaceAll("\\{[a-zA-Z]+}", id);
    }

    /** Well formed where a shape is asked for before the resource is looked up. */
    private static String body(Route route) {
        if (route.method().equals("PATCH")) {
            if (route.path().matches("/payments/v2beta/(direct-debits|credit-transfers)/.*")) {
                return "[{\"op\": \"replace\", \"path\": \"/metadata/k\", \"value\": \"v\"}]";
            }
            if (route.path().contains("/credit-transfers/")) {
                return "[{\"op\": \"replace\", \"path\": \"/date\", \"value\": \"2027-01-15\"}]";
            }
            if (route.path().contains("/expected-transactions/")) {
                return "[{\"op\": \"replace\", \"path\": \"/date\", \"value\": \"2027-01-15\"}]";
            }
            if (route.path().contains("/mandates/")) {
                return "[{\"op\": \"replace\", \"path\": \"/mandateReference\", \"value\":"
                        + " \"M-2\"}]";
            }
            String path =
                    route.path().matches(".*/(pending-)?transactions/.*")
                            ? "/metadata/k"
                            : route.path().contains("/entities/")
                                    ? "/legalName"
                                    : route.path().contains("/metadata-keys/")
                                            ? "/description"
                                            : route.path().matches(NAMED) ? "/name" : "/alias";
            return "[{\"op\": \"replace\", \"path\": \"" + path + "\", \"value\": \"Value\"}]";
        }
        return route.method().equals("POST")
                ? "{\"approvalStepId\": \"none\", \"note\": \"x\", \"reason\": \"x\","
                        + " \"action\": \"APPROVE\","
                        + " \"sealKey\": \"1234567890ABCDEF1234567890ABCDEF\","
                        + " \"transactionId\": \"none\", \"transactableId\": \"none\","
                        + " \"roleId\": \""
                        + new UUID(0, 1)
                        + "\"}"
                : "";
    }
}
