package kontor.core;

import java.util.List;

/**
 * The answer to a request that is well formed but not allowed, by a rule or by the state of what it
 * concerns.
 *
 * @param code for programs, never changed, e.g. {@code stale_version}
 * @param message one sentence: what is wrong, with which resource, and how to correct it
 * @param faults the same for each field that is wrong; may be empty
 */
public record Refusal(Category category, String code, String message, List<Fault> faults) {

    /**
     * The field of a refusal that is about the resource itself, as it stands: the id in the path of
     * the request.
     */
    public static final String ITSELF = "id";

    /** What kind of refusal it is; the http room maps each kind to one status. */
    public enum Category {
        /** A rule of the scheme or the API: 400. */
        RULE,
        /** This role or this person is not allowed to do it: 403. */
        FORBIDDEN,
        /** There is no such resource in the caller's organization: 404. */
        NOT_FOUND,
        /** It existed and was deleted: 410. */
        GONE,
        /** The version named by If-Match is not the current one: 412. */
        STALE,
        /** A request with the same idempotency key is still running: 425. */
        TOO_EARLY,
        /** If-Match is required here: 428. */
        PRECONDITION_REQUIRED,
        /** Too many requests of the same kind are running; a retry will succeed: 429. */
        BUSY
    }

    public Refusal {
        faults = List.copyOf(faults);
    }

    public static Refusal rule(String code, String field, String message) {
        return new Refusal(Category.RULE, code, message, List.of(new Fault(field, code, message)));
    }

    public static Refusal rules(List<Fault> faults) {
        return new Refusal(Category.RULE, faults.getFirst().code(), "Invalid request", faults);
    }

    public static Refusal notFound(String what) {
        return new Refusal(Category.NOT_FOUND, "not_found", what + " not found", List.of());
    }

    /**
     * The answer about a resource that there is not, in the words of every path that leads nowhere.
     */
    public static Refusal notFound() {
        return new Refusal(Category.NOT_FOUND, "not_found", "Resource not found.", List.of());
    }

    public static Refusal gone(String what) {
        return new Refusal(Category.GONE, "deleted", what + " was deleted", List.of());
    }

    public static Refusal forbidden(String code, String message) {
        return new Refusal(Category.FORBIDDEN, code, message, List.of());
    }

    public static Refusal stale(int current) {
        return new Refusal(
                Category.STALE,
                "stale_version",
                "the resource is at version:"
                        + current
                        + "; read it again and repeat with that If-Match",
                List.of());
    }
}
