package kontor.reference;

import java.util.List;
import java.util.Locale;

/**
 * One operation of the API as a reader meets it.
 *
 * @param group the resource that it belongs to
 * @param open whether it needs no credentials
 * @param mediaType of the body; empty without one
 * @param codes with which it refuses, beside those of its statuses
 */
public record Operation(
        String id,
        String group,
        String title,
        String prose,
        String method,
        String path,
        boolean open,
        List<String> permissions,
        List<Field> pathFields,
        List<Field> queryFields,
        List<Field> headerFields,
        String mediaType,
        List<Field> bodyFields,
        List<Example> requests,
        List<Reply> replies,
        List<ErrorCode> codes) {

    private static final String EXAMPLE_ID = "01a1fd7a-5539-7000-877e-5d00e74a8009";

    /** The path with an id that stands for one of the reader's. */
    String examplePath() {
        return path.replaceAll("\\{[^}]+}", EXAMPLE_ID);
    }

    /** Whether a request can be sent again without doing anything twice. */
    public boolean isRepeatable() {
        return headerFields.stream().anyMatch(field -> field.name().equals("Idempotency-Key"));
    }

    public boolean hasBody() {
        return !mediaType.isEmpty();
    }

    /** Whether somebody who looks for this word means it. */
    boolean isAbout(String word) {
        return (title + ' ' + path + ' ' + id + ' ' + prose).toLowerCase(Locale.ROOT).contains(word)
                || bodyFields.stream().anyMatch(one -> one.name().equalsIgnoreCase(word))
                || codes.stream().anyMatch(one -> one.code().equals(word));
    }
}
