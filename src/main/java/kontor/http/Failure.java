package kontor.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kontor.core.Fault;
import kontor.core.InvalidRequest;
import kontor.db.CommitUnknown;
import kontor.db.DatabaseAway;
import kontor.shares.Spent;
import kontor.visits.ForeignForm;
import kontor.visits.SignedOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A no, before it is put into words: those of the API, a page's, or OAuth's ({@link AnswerKind}).
 *
 * @param code stable machine word, e.g. {@code not_found}
 * @param message one sentence: what, which, and the cure
 * @param faults the same, field by field, where fields are to blame
 * @param headers that its answer has, whatever its words are
 */
public record Failure(
        int status,
        String code,
        String message,
        List<Fault> faults,
        Map<String, String> headers,
        UUID requestId) {

    /** What to do after a change of which nobody knows what became of it: not to do it twice. */
    public static final String PERHAPS_DONE =
            "a change may be done; repeat it with the same Idempotency-Key, or without one look"
                    + " first whether it is";

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    public Failure {
        faults = List.copyOf(faults);
        headers = Map.copyOf(headers);
    }

    public static Failure of(int status, String code, String message, UUID requestId) {
        return new Failure(status, code, message, List.of(), Map.of(), requestId);
    }

    public static Failure unavailable(String message, UUID requestId) {
        var later = Map.of("Retry-After", "1");
        return new Failure(503, "unavailable", message, List.of(), later, requestId);
    }

    /** The one place where a kind of exception becomes a status. */
    static Failure of(Throwable thrown, UUID requestId) {
        return switch (thrown) {
            case InvalidRequest invalid ->
                    new Failure(
                            400,
                            invalid.faults().getFirst().code(),
                            "Invalid request",
                            invalid.faults(),
                            Map.of(),
                            requestId);
            case HttpError error ->
                    new Failure(
                            error.status(),
                            error.code(),
                            Objects.requireNonNull(error.getMessage()),
                            error.faults(),
                            error.headers(),
                            requestId);
            case SignedOut out -> signedOut(out, requestId);
            case ForeignForm foreign -> {
                String why = Objects.requireNonNull(foreign.getMessage());
                yield of(403, "foreign_form", why, requestId);
            }
            case Spent spent -> spent(spent, requestId);
            case DatabaseAway _ ->
                    unavailable("the database cannot be reached; try again", requestId);
            case CommitUnknown _ ->
                    unavailable("the database was lost in the middle; " + PERHAPS_DONE, requestId);
            default -> {
                LOG.error("request {} failed", requestId, thrown);
                yield of(500, "internal_error", unexpected(requestId), requestId);
            }
        };
    }

    private static Failure signedOut(SignedOut out, UUID requestId) {
        return new Failure(
                out.status(),
                "signed_out",
                Objects.requireNonNull(out.getMessage()),
                List.of(),
                Map.of(out.header(), out.login()),
                requestId);
    }

    /** Whoever asks for more than waits already is too fast; else Kontor is too slow. */
    private static Failure spent(Spent spent, UUID requestId) {
        boolean tooFast = spent.isOwn() && !spent.isLate();
        return new Failure(
                tooFast ? 429 : 503,
                tooFast ? "rate_limited" : "too_much_at_once",
                Objects.requireNonNull(spent.getMessage()),
                List.of(),
                Map.of("Retry-After", "1"),
                requestId);
    }

    public static String unexpected(UUID requestId) {
        return "Unexpected error; quote request id " + requestId;
    }
}
