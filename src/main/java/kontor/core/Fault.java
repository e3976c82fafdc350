package kontor.core;

/**
 * One thing wrong with a request.
 *
 * @param field dotted path into the body or the name of a parameter, e.g. {@code
 *     accounts.0.identifiers.0.number}; empty when the fault is in no single field
 * @param code for programs, never changed, e.g. {@code invalid_value}
 * @param message what is wrong and how to correct it, without personal data
 */
public record Fault(String field, String code, String message) {

    public static Fault invalid(String field, String message) {
        return new Fault(field, "invalid_value", message);
    }

    public static Fault required(String field) {
        return new Fault(field, "required", "is required");
    }

    /** The same fault at another field. */
    public Fault at(String other) {
        return new Fault(other, code, message);
    }

    /** The same fault in other words. */
    public Fault saying(String words) {
        return new Fault(field, code, words);
    }

    /**
     * The same fault with its field below another one: {@code number} becomes {@code
     * prefix.number}.
     */
    public Fault under(String prefix) {
        return at(field.isEmpty() ? prefix : prefix + "." + field);
    }
}
