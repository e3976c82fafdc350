package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kontor.http.Route;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every body of JSON, whichever request it is of. */
class EveryBodyTest {

    private final TestKontor kontor = TestKontor.shared();
    private final Client owner = kontor.sandbox().owner();
    private final JsonNode examples = kontor.documented().document().at("/components/examples");

    /** Routes that make something and read an object of JSON. */
    private Stream<Route> routes() {
        return kontor.routes().stream()
                .filter(route -> route.kind().isDocumented() && !route.open())
                .filter(route -> route.method().equals("POST") && !route.path().contains("{"))
                .filter(route -> route.body().mediaTypes().contains("application/json"))
                .filter(route -> examples.has(route.reads()));
    }

    @TestFactory
    Stream<DynamicTest> contradictingSpellings_areRefused_namingBoth() {
        var routes = routes().toList();
        assertThat(routes).hasSizeGreaterThan(18);
        return routes.stream().map(route -> dynamicTest(route.path(), () -> contradict(route)));
    }

    private void contradict(Route route) {
        var example = (ObjectNode) examples.path(route.reads()).get("value");
        for (var member : example.properties()) {
            for (String other : spellings(member.getKey())) {
                var body = example.deepCopy().put(other, "something else");
                assertThat(blamed(owner.post(route.path(), body.toString())))
                        .as(route.path() + " " + body)
                        .contains(member.getKey(), other);
            }
        }
    }

    private static List<String> spellings(String name) {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return Stream.of(snake, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .filter(one -> !one.equals(name))
                .toList();
    }

    private static List<String> blamed(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        return StreamSupport.stream(reply.json().path("details").spliterator(), false)
                .map(one -> one.path("field").asText())
                .toList();
    }
}
