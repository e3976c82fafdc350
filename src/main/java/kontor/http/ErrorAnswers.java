package kontor.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.db.CommitUnknown;
import kontor.db.DatabaseAway;
import kontor.wire.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The error envelope, and the one place where a kind of failure becomes a status. */
public final class ErrorAnswers {

    /** Where the page that explains every code is served. */
    public static final String PAGE = "/docs/errors";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private ErrorAnswers() {}

    static Answer of(Throwable failure, UUID requestId) {
        return switch (failure) {
            case InvalidRequest invalid ->
                    body(
                            400,
                            invalid.faults().getFirst().code(),
                            "Invalid request",
                            invalid.faults(),
                            requestId);
            case HttpError error -> {
                var answer =
                        body(
                                error.status(),
                                error.code(),
                                Objects.requireNonNull(error.getMessage()),
                                error.faults(),
                                requestId);
                for (var header : error.headers().entrySet()) {
                    answer = answer.with(header.getKey(), header.getValue());
                }
                yield answer;
            }
            case DatabaseAway _ ->
                    unavailable("the database cannot be reached; try again", requestId);
            case CommitUnknown _ ->
                    unavailable(
                            "the database was lost in the middle; repeat with the same "
                                    + "Idempotency-Key",
                            requestId);
            default -> {
                LOG.error("request {} failed", requestId, failure);
                yield body(
                        500,
                        "internal_error",
                        "Unexpected error; quote request id " + requestId,
                        List.of(),
                        requestId);
            }
        };
    }

    static Answer unavailable(String message, UUID requestId) {
        return body(503, "unavailable", message, List.of(), requestId).with("Retry-After", "1");
    }

    /** Turns a refusal of a door into the exception that the server answers with. */
    public static HttpError of(Refusal refusal) {
        int status =
                switch (refusal.category()) {
                    case RULE -> 400;
                    case FORBIDDEN -> 403;
                    case NOT_FOUND -> 404;
                    case GONE -> 410;
                    case STALE -> 412;
                    case TOO_EARLY -> 425;
                    case PRECONDITION_REQUIRED -> 428;
                };
        Map<String, String> headers = status == 425 ? Map.of("Retry-After", "1") : Map.of();
        return new HttpError(status, refusal.code(), refusal.message(), refusal.faults(), headers);
    }

    /** What a door found; its refusal becomes the answer. */
    public static <T> T orThrow(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Refused<T>(var refusal) -> throw of(refusal);
            case Outcome.Done<T>(var value) -> value;
        };
    }

    static Answer body(
            int status, String code, String message, List<Fault> faults, UUID requestId) {
        var envelope = Json.object().put("status", status).put("message", message);
        if (!faults.isEmpty()) {
            var details = envelope.putArray("details");
            for (Fault fault : faults) {
                details.addObject()
                        .put("code", fault.code())
                        .put("error", fault.message())
                        .put("field", fault.field());
            }
        }
        envelope.put("requestId", requestId.toString()).put("type", PAGE + "#" + code);
        return Answer.json(status, envelope);
    }
}
