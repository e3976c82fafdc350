package kontor.http;

import java.util.Map;
import kontor.core.Outcome;
import kontor.core.Refusal;

/** How a no of a door is told over HTTP. */
public final class ErrorAnswers {

    /** Where the page that explains every code is served. */
    public static final String PAGE = "/docs/errors";

    private ErrorAnswers() {}

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
                    case BUSY -> 429;
                };
        Map<String, String> headers =
                status == 425 || status == 429 ? Map.of("Retry-After", "1") : Map.of();
        return new HttpError(status, refusal.code(), refusal.message(), refusal.faults(), headers);
    }

    /** What a door found; its refusal becomes the answer. */
    public static <T> T orThrow(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Refused<T>(var refusal) -> throw of(refusal);
            case Outcome.Done<T>(var value) -> value;
        };
    }
}
