package kontor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kontor.core.InvalidRequest;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("/alias", Op.REPLACE, Op.REMOVE),
                    Rule.of("/limits", Op.ADD),
                    Rule.of("/metadata/[^/]{1,256}", Op.REPLACE, Op.REMOVE),
                    Rule.of("/numbers/-", Op.ADD),
                    Rule.of("/numbers/[0-9]{1,3}", Op.REPLACE));

    private static JsonPatch parse(String op, String path) {
        String operation = "[{\"op\": \"%s\", \"path\": \"%s\", \"value\": \"x\"}]";
        return JsonPatch.parse(
                operation.formatted(op, path).getBytes(StandardCharsets.UTF_8), RULES);
    }

    @ParameterizedTest
    @CsvSource({
        "add,     /alias,      REPLACE",
        "replace, /alias,      REPLACE",
        "remove,  /alias,      REMOVE",
        "replace, /limits,     ADD",
        "add,     /metadata/a, REPLACE",
        "add,     /numbers/-,  ADD",
        "replace, /numbers/1,  REPLACE",
    })
    void addAndReplace_setAMember(String op, String path, Op meant) {
        assertThat(parse(op, path).operations().getFirst().op()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "remove  | /limits    | does not allow remove; it allows add",
                "add     | /numbers/1 | does not allow add; it allows replace",
                "replace | /numbers/- | does not allow replace; it allows add",
                "replace | /else      | names nothing that can be changed here; that can be replace"
                        + " or remove /alias, add /limits, replace or remove /metadata/{key}, add"
                        + " /numbers/-, replace /numbers/{n}"
            })
    void refusedOperation_saysWhatThePathAllows(String op, String path, String message) {
        assertThatThrownBy(() -> parse(op, path))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused -> {
                            var fault = refused.faults().getFirst();
                            assertThat(fault.field()).isEqualTo("0.path");
                            assertThat(fault.message()).isEqualTo(message);
                        });
    }
}
