package kontor.testbank;

import java.math.BigDecimal;
import java.time.Duration;
import kontor.changes.StoredAnswer;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.http.Answer;
import kontor.http.Call;
import kontor.http.HttpError;
import kontor.http.Route;
import kontor.http.Routes;
import kontor.resources.Resources;
import kontor.wire.Json;

/** {@code POST /v1/idempotency-test}: a slow answer of a chosen status, to try retries against. */
public final class IdempotencyTestRoute {

    private static final BigDecimal LONGEST_SECONDS = BigDecimal.TEN;

    private final Resources resources;

    public IdempotencyTestRoute(Resources resources) {
        this.resources = resources;
    }

    public void register(Routes routes) {
        routes.add(
                Route.post("/v1/idempotency-test")
                        .filters("status", "sleep")
                        .needs()
                        .takes(Route.Body.ANY)
                        .answers(200, "IdempotencyTest")
                        .by(this::answer));
    }

    private Answer answer(Call call) {
        int status = status(call);
        Duration sleep = sleep(call);
        return resources.answerStored(call, () -> answer(status, sleep));
    }

    private static StoredAnswer answer(int status, Duration sleep) {
        try {
            Thread.sleep(sleep);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new HttpError(503, "unavailable", "shutting down; try again");
        }
        if (status >= 400) {
            throw new HttpError(status, "status_as_asked", "this is the status that was asked for");
        }
        var view = Json.object().put("status", status).put("sleep", sleep.toMillis() / 1000.0);
        return StoredAnswer.of(status, status == 204 ? "" : Json.write(view));
    }

    private static int status(Call call) {
        String text = call.query().text("status").orElse("200");
        if (!text.matches("[2-5][0-9][0-9]")) {
            throw new InvalidRequest(Fault.invalid("status", "must be a status from 200 to 599"));
        }
        return Integer.parseInt(text);
    }

    private static Duration sleep(Call call) {
        String text = call.query().text("sleep").orElse("0");
        if (!text.matches("[0-9]{1,2}(\\.[0-9]{1,3})?")
                || new BigDecimal(text).compareTo(LONGEST_SECONDS) > 0) {
            throw new InvalidRequest(
                    Fault.invalid("sleep", "must be 0 to 10 seconds, fractions allowed"));
        }
        return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact());
    }
}
