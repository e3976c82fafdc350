package kontor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is not one JSON document is refused, in words that a client can use. */
class JsonTest {

    static Stream<String> broken() {
        return Stream.of(
                "{",
                "{\"a\": 1, \"a\": 1}",
                "{\"a\": NaN}",
                "{/* x */}",
                "{} {}",
                "{\"a\": 01}",
                "",
                " ",
                "{\"a\": \"\u0001\"}",
                "[".repeat(40) + "]".repeat(40),
                "{\"a\": " + "9".repeat(100) + "}",
                "{\"" + "k".repeat(2_000) + "\": 1}",
                "{'a': 1}",
                "{\"a\": +1}",
                "{\"a\": 1,}");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void broken_isRefusedWithoutWordsOfTheReader(String text) {
        var refused =
                catchThrowableOfType(
                        InvalidRequest.class,
                        () -> Json.read(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.faults().getFirst().code()).isEqualTo("invalid_json");
        assertThat(refused.faults().getFirst().message())
                .doesNotContain("`")
                .doesNotContain("Feature");
    }

    /** Nothing is no second value, wherever it stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"legalName\": null, \"legal_name\": \"A\"}",
                "{\"legal_name\": \"A\", \"legalName\": null}",
                "{\"legalName\": \"A\", \"LEGALNAME\": null, \"legal_name\": \"A\"}"
            })
    void nullContradictsNothing(String text) {
        assertThat(Json.contradictions(Json.read(text.getBytes(StandardCharsets.UTF_8)))).isEmpty();
    }

    @Test
    void thirdSpelling_contradictsBehindANull() {
        String text = "{\"legalName\": null, \"legal_name\": \"A\", \"LEGALNAME\": \"B\"}";
        assertThat(Json.contradictions(Json.read(text.getBytes(StandardCharsets.UTF_8))))
                .extracting(Fault::field)
                .containsExactly("legal_name", "LEGALNAME");
    }
}
