package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kontor.http.Route;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every body of JSON, whichever request it is of. */
class EveryBodyTest {

    /** The test bank asks for a login of its own; elsewhere nobody reads this. */
    private static final String[] BANK_LOGIN = {
        "X-Testbank-Authorization", Client.basic("user3", "pass3")
    };

    /** A blank, one that does not break, and a character without width. */
    private static final String UNREADABLE = " \u00a0\u200b";

    private static final String TURNED = "Acme Bank \u202eknaB";

    /** Records of a batch are judged later, each by itself. */
    private static final String RECORDS = "payments";

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Client owner = sandbox.owner();
    private final Map<String, String> ids = OneOfEach.idsIn(sandbox);
    private final JsonNode examples = kontor.documented().document().at("/components/examples");

    /** Routes that read an object of JSON. */
    private Stream<Route> routes() {
        return kontor.routes().stream()
                .filter(route -> route.kind().isDocumented() && !route.open())
                .filter(route -> route.method().equals("POST"))
                .filter(route -> route.body().mediaTypes().contains("application/json"))
                .filter(route -> examples.has(route.reads()))
                .filter(route -> example(route).isObject());
    }

    private Stream<Route> batches() {
        return routes().filter(EveryBodyTest::isOfRecords);
    }

    private static boolean isOfRecords(Route route) {
        return route.body() == Route.Body.UPLOAD;
    }

    private JsonNode example(Route route) {
        return examples.path(route.reads()).path("value");
    }

    private String path(Route route) {
        String word = route.path().replaceAll(".*/([a-z-]+)/\\{id}.*", "$1");
        return route.path()
                .replace("{id}", ids.getOrDefault(word, "x"))
                .replaceAll("[{][^}]+[}]", "x");
    }

    private static Stream<DynamicTest> each(List<Route> routes, Consumer<Route> test) {
        return routes.stream().map(route -> dynamicTest(route.path(), () -> test.accept(route)));
    }

    @TestFactory
    Stream<DynamicTest> contradictingSpellings_areRefused_namingBoth() {
        var routes = routes().toList();
        assertThat(routes).hasSizeGreaterThan(35);
        return each(routes, this::refused);
    }

    private void refused(Route route) {
        contradictions(example(route)).stream()
                .filter(one -> !(isOfRecords(route) && one.isOfARecord()))
                .forEach(
                        one -> {
                            var reply = owner.post(path(route), one.body().toString(), BANK_LOGIN);
                            assertThat(reply.status()).as(one + reply.body()).isEqualTo(400);
                            assertThat(reply.json().path("details").findValuesAsText("field"))
                                    .as(one.toString())
                                    .contains(one.name(), one.other());
                        });
    }

    /** Overlooked, what it says would be lost: one that is spelled otherwise stands alone here. */
    @TestFactory
    Stream<DynamicTest> otherSpellings_areRefused_namingTheMember() {
        return each(routes().filter(route -> !isOfRecords(route)).toList(), this::misspelt);
    }

    private void misspelt(Route route) {
        for (String name : example(route).propertyStream().map(Map.Entry::getKey).toList()) {
            for (String other : spellings(name)) {
                ObjectNode body = example(route).deepCopy();
                body.set(other, body.remove(name));
                var reply = owner.post(path(route), body.toString(), BANK_LOGIN);
                assertThat(reply.status()).as(other + reply.body()).isEqualTo(400);
                assertThat(reply.body()).as(other).contains(other);
            }
        }
    }

    /** Nobody could tell it from another, or find anything by it. */
    @TestFactory
    Stream<DynamicTest> requiredTexts_areReadable() {
        return each(routes().toList(), route -> refused(route, UNREADABLE));
    }

    /** A name that is read in another order than it has looks like another name. */
    @TestFactory
    Stream<DynamicTest> requiredTexts_areReadInTheirOrder() {
        return each(routes().toList(), route -> refused(route, TURNED));
    }

    private void refused(Route route, String text) {
        var schema = kontor.documented().document().at("/components/schemas/" + route.reads());
        for (JsonNode required : schema.path("required")) {
            String name = required.asText();
            // What names another resource is looked for, once the one of the path may be changed.
            if (example(route).path(name).isTextual() && !name.endsWith("Id")) {
                ObjectNode body = example(route).deepCopy();
                body.put(name, text);
                var reply = owner.post(path(route), body.toString(), BANK_LOGIN);
                assertThat(reply.status()).as(name + ": " + reply.body()).isEqualTo(400);
                assertThat(reply.json().path("details").findValuesAsText("field")).contains(name);
            }
        }
    }

    /** The record becomes no payment, and says why. */
    @TestFactory
    Stream<DynamicTest> contradictingSpellingsInARecord_refuseIt_namingBoth() {
        var routes = batches().toList();
        assertThat(routes).hasSize(4);
        return each(routes, this::recordRefused);
    }

    private void recordRefused(Route route) {
        boolean previews = route.path().endsWith(":preview");
        var all =
                contradictions(example(route)).stream()
                        .filter(Contradiction::isOfARecord)
                        .limit(previews ? Integer.MAX_VALUE : 1)
                        .toList();
        assertThat(all).isNotEmpty();
        for (var one : all) {
            var reply = owner.post(path(route), one.body().toString());
            var judged = previews ? reply.ok() : results(route, reply.created());
            assertThat(judged.json().findValues("errors").toString())
                    .as(one + judged.body())
                    .contains('"' + one.name() + '"', '"' + one.other() + '"');
            assertThat(judged.json().findValuesAsText("paymentId")).isEmpty();
            assertThat(reply.json().at("/resultSummary/succeeded").asInt()).isZero();
        }
    }

    private Reply results(Route route, Reply batch) {
        String one = route.path() + "/" + batch.at("/id");
        Await.until(() -> owner.get(one).at("/status").equals("COMPLETED"));
        return owner.get(one + "/results").ok();
    }

    /**
     * A body in which a member has another spelling of its name beside it, with another value.
     *
     * @param name the dotted path of the member
     * @param other that of its other spelling
     */
    private record Contradiction(JsonNode body, String name, String other) {

        boolean isOfARecord() {
            return name.startsWith(RECORDS + ".");
        }
    }

    /** One for each member at any depth and each other spelling of its name. */
    private static List<Contradiction> contradictions(JsonNode example) {
        var all = new ArrayList<Contradiction>();
        walk(
                example,
                "",
                pointer -> {
                    int at = pointer.lastIndexOf('/');
                    String name = pointer.substring(at + 1);
                    for (String other : spellings(name)) {
                        var body = example.deepCopy();
                        ((ObjectNode) body.at(pointer.substring(0, at)))
                                .put(other, "something else");
                        String prefix = pointer.substring(1, at + 1).replace('/', '.');
                        all.add(new Contradiction(body, prefix + name, prefix + other));
                    }
                });
        return all;
    }

    /** Keys of metadata are the client's own words, of which two may look alike. */
    private static void walk(JsonNode node, String pointer, Consumer<String> members) {
        for (var member : node.properties()) {
            String at = pointer + "/" + member.getKey();
            members.accept(at);
            if (!member.getKey().equals("metadata")) {
                walk(member.getValue(), at, members);
            }
        }
        if (node.isArray()) {
            IntStream.range(0, node.size())
                    .forEach(i -> walk(node.get(i), pointer + "/" + i, members));
        }
    }

    private static List<String> spellings(String name) {
        String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return Stream.of(snake, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .filter(one -> !one.equals(name))
                .toList();
    }
}
