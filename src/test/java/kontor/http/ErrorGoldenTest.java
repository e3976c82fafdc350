package kontor.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import kontor.GoldenBody;
import kontor.core.Ids;
import kontor.wire.Json;
import org.junit.jupiter.api.Test;

/** The bodies of errors that no request can ask for; they are examples of the OpenAPI document. */
class ErrorGoldenTest {

    private static JsonNode body(Failure failure) {
        var body = (Answer.Body.Bytes) AnswerKind.JSON.answer(failure).body();
        return Json.readOwn(new String(body.bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void errorsOfTheServer_areAnsweredAsBefore() {
        var id = Ids.next();
        GoldenBody.of("Error.429").assertIs(body(Failure.of(HttpError.rateLimited(), id)));
        var broken = new IllegalStateException("made for the test of what it becomes");
        GoldenBody.of("Error.500").assertIs(body(Failure.of(broken, id)));
        String away = "the database cannot be reached; try again";
        GoldenBody.of("Error.503").assertIs(body(Failure.unavailable(away, id)));
    }
}
