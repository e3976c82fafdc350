package kontor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import kontor.approvaltasks.NewApprovalTask;
import kontor.core.InvalidRequest;
import kontor.pauses.PauseOrder;
import kontor.payments.DecisionBody;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say for a decision, read alike by all that ask for it. */
class ReasonsTest {

    /** Nobody can read anything of it: blanks, some that do not break, one without width. */
    private static final String UNREADABLE = "\"reason\": \" \u00a0\u200b\"";

    private static final String TURNED = "\"reason\": \"wrong \u202eeeyap\"";

    private static JsonFields body(String members) {
        return JsonFields.of(("{" + members + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** Where nobody need say anything. */
    private static Stream<Function<JsonFields, Optional<String>>> optional() {
        return Stream.of(
                body -> DecisionBody.reason(Optional.of(body)),
                body -> PauseOrder.reason(Optional.of(body)));
    }

    @ParameterizedTest
    @MethodSource("optional")
    void optionalReason_isOneThatCanBeRead(Function<JsonFields, Optional<String>> read) {
        assertThat(read.apply(body("\"reason\": \"no invoice\""))).contains("no invoice");
        assertThat(read.apply(body("\"reason\": \"\""))).isEmpty();
        assertThat(read.apply(body(UNREADABLE))).isEmpty();
        assertThatThrownBy(() -> read.apply(body(TURNED))).isInstanceOf(InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", UNREADABLE, TURNED, "\"reason\": \"\""})
    void requiredReason_canBeRead(String reason) {
        var batch = new ResourceRef.ById(UUID.randomUUID());
        String action = "\"action\": \"REJECT\"" + (reason.isEmpty() ? "" : ", " + reason);
        assertThatThrownBy(() -> NewApprovalTask.parse(batch, body(action)))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        wrong -> assertThat(wrong.faults().getFirst().field()).isEqualTo("reason"));
        assertThat(NewApprovalTask.parse(batch, body("\"action\": \"APPROVE\"")).reason())
                .isEmpty();
    }

    /** What a person types is judged as what a program sends. */
    @Test
    void reasonsOfPages_areReadAlike() {
        var sandbox = TestKontor.shared().sandbox();
        var debit = sandbox.aDirectDebit().made();
        var owner = Browser.of(sandbox.owner());
        String path = "/direct-debits/" + debit.at("/id");
        var refused = owner.submit(path + "/reject", "reason", "x".repeat(256), "key", "a");
        assertThat(refused.status()).as(refused.html()).isEqualTo(400);
        assertThat(refused.html()).contains("256");
        assertThat(owner.submit(path + "/reject", "reason", "\u00a0", "key", "b").status())
                .isEqualTo(303);
        var events = sandbox.directDebits().get(debit);
        assertThat(events.at("/status")).isEqualTo("REJECTED");
    }
}
