package kontor.core;

import java.util.List;

/**
 * A business no: the request was well formed, but the rules or the state of things forbid it.
 *
 * @param message one sentence: what, which, and the cure
 * @param faults the same, field by field, where fields are to blame
 */
public record Refusal(Category category, String code, String message, List<Fault> faults) {

    /** What kind of no it is; the http room maps each to one status. */
    public enum Category {
        /** A rule of the scheme or the API: 400. */
        RULE,
        /** The caller's role or person may not: 403. */
        FORBIDDEN,
        /** Unknown, or another organization's: 404. */
        NOT_FOUND,
        /** It existed and was deleted: 410. */
        GONE,
        /** The version named by If-Match is not the current one: 412. */
        STALE,
        /** The same idempotency key is still at work: 425. */
        TOO_EARLY,
        /** If-Match is required here: 428. */
        PRECONDITION_REQUIRED,
        /** Too much of the same is at work; a moment later it goes: 429. */
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
