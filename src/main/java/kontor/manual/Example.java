package kontor.manual;

/**
 * An example of a body.
 *
 * @param name in the document, like {@code CreateMandateRequest.autogiro}
 * @param label for people
 * @param json pretty-printed
 */
public record Example(String name, String label, String json) {}
