package kontor.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kontor.TestKontor;
import kontor.openapi.Documented.Answered;
import org.junit.jupiter.api.Test;

/** An answer that the document does not describe is noticed, whatever is wrong with it. */
class DocumentedTest {

    private static final String CONNECTIONS = "/connectivity/v2beta/connections";
    private static final String PAGE =
            "{\"items\": [], \"nextToken\": \"\", \"token\": \"\", \"limit\": 100}";
    private static final Map<String, List<String>> HEADERS =
            Map.of(
                    "content-type",
                    List.of("application/json"),
                    "request-id",
                    List.of("01a1fd7a-41c2-7000-af4e-e69e8a0721b5"),
                    "ratelimit",
                    List.of("x"),
                    "ratelimit-policy",
                    List.of("x"),
                    "date",
                    List.of("x"));

    private final Documented documented = TestKontor.shared().documented();

    private List<String> problems(int status, Map<String, List<String>> headers, String body) {
        return documented.problems("GET", CONNECTIONS, new Answered(status, headers, body));
    }

    private static Map<String, List<String>> with(String name, String value) {
        var headers = new HashMap<>(HEADERS);
        headers.put(name, List.of(value));
        return headers;
    }

    @Test
    void describedAnswer_hasNoProblems() {
        assertThat(problems(200, HEADERS, PAGE)).isEmpty();
    }

    @Test
    void undeclaredStatus_isNoticed() {
        assertThat(problems(201, HEADERS, PAGE)).containsExactly("the status is not declared");
    }

    @Test
    void undocumentedOrMissingOrWrongMember_isNoticed() {
        assertThat(problems(200, HEADERS, PAGE.replace("\"limit\"", "\"colour\": 1, \"limit\"")))
                .singleElement()
                .asString()
                .contains("colour");
        assertThat(problems(200, HEADERS, PAGE.replace("\"token\": \"\", ", "")))
                .singleElement()
                .asString()
                .contains("token");
        assertThat(problems(200, HEADERS, PAGE.replace("100", "\"100\"")))
                .singleElement()
                .asString()
                .contains("limit");
        assertThat(problems(200, HEADERS, PAGE.replace("[]", "[{\"id\": \"x\"}]")))
                .hasSizeGreaterThan(1);
    }

    @Test
    void undeclaredOrMissingOrWrongHeader_isNoticed() {
        assertThat(problems(200, with("x-colour", "blue"), PAGE))
                .containsExactly("the header x-colour is not declared");
        var without = new HashMap<>(HEADERS);
        without.remove("ratelimit");
        assertThat(problems(200, without, PAGE)).containsExactly("the header RateLimit is missing");
        assertThat(problems(200, with("request-id", "not an id"), PAGE))
                .singleElement()
                .asString()
                .contains("request-id");
    }

    @Test
    void wrongMediaType_isNoticed() {
        assertThat(problems(200, with("content-type", "text/html"), PAGE))
                .containsExactly("the media type text/html is not declared");
    }

    @Test
    void errorWithoutEnvelope_isNoticed() {
        assertThat(problems(400, HEADERS, "{\"status\": 400, \"message\": \"no\"}"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void bodyWhereNoneIsDeclared_isNoticed() {
        assertThat(
                        documented.problems(
                                "DELETE",
                                "/payments/v2/counterparties/x",
                                new Answered(204, HEADERS, "{}")))
                .containsExactly("a body is not declared");
    }

    @Test
    void verb_isNotTakenForAnId() {
        assertThat(
                        documented.problems(
                                "GET",
                                "/payments/v2/mandates/x:cancel",
                                new Answered(200, HEADERS, "{}")))
                .containsExactly("there is no such operation");
    }
}
