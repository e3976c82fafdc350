package kontor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.wire.JsonPatch.Op;
import kontor.wire.JsonPatch.Rule;
import org.junit.jupiter.api.Test;
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
        String members = op.matches("move|copy") ? "\"from\": \"/a\"" : "\"value\": \"x\"";
        String operation = "[{\"op\": \"%s\", \"path\": \"%s\", " + members + "}]";
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
                "remove  | /limits    | does not allow remove; it allows add or replace",
                "add     | /numbers/1 | does not allow add; it allows replace",
                "replace | /numbers/- | does not allow replace; it allows add",
                "replace | /else      | names nothing that can be changed here; that can be add or"
                        + " replace or remove /alias, add or replace /limits, add or replace or"
                        + " remove /metadata/{key}, add /numbers/-, replace /numbers/{n}"
            })
    void refusedOperation_saysWhatThePathAllows(String op, String path, String message) {
        assertFault(op, path, "0.path", message);
    }

    @Test
    void whatIsNoOperation_isNamedByItsPlace() {
        byte[] body = "[1, {}, null]".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonPatch.parse(body, RULES))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        no ->
                                assertThat(no.faults())
                                        .extracting(Fault::field)
                                        .contains("0", "1.op", "1.path", "2"));
    }

    /** The other operations of RFC 6902, and what people write for the three. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test   | /alias     | must be add, replace or remove; here it is add or replace or"
                        + " remove; to change only what you have read, send its etag in If-Match",
                "move   | /alias     | must be add, replace or remove; here it is add or replace or"
                        + " remove",
                "copy   | /numbers/- | must be add, replace or remove; here it is add",
                "delete | /else      | must be add, replace or remove",
            })
    void otherOperation_saysWhichThereAre(String op, String path, String message) {
        assertFault(op, path, "0.op", message);
    }

    private static void assertFault(String op, String path, String field, String message) {
        assertThatThrownBy(() -> parse(op, path))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused -> {
                            var fault = refused.faults().getFirst();
                            assertThat(refused.faults()).hasSize(1);
                            assertThat(fault.field()).isEqualTo(field);
                            assertThat(fault.message()).isEqualTo(message);
                        });
    }
}
