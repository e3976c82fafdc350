package kontor.manual;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The example of this name, else the first one. */
    public Optional<Example> example(String name) {
        return requests.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .or(() -> requests.stream().findFirst());
    }

    /** Those of the path (p), the query (q) or the headers (h). */
    public List<Field> parameters(String place) {
        return switch (place) {
            case "p" -> pathFields;
            case "q" -> queryFields;
            default -> headerFields;
        };
    }

    /** Whether a request can be sent again without doing anything twice. */
    public boolean isRepeatable() {
        return headerFields.stream().anyMatch(field -> field.name().equals("Idempotency-Key"));
    }

    public boolean hasBody() {
        return !mediaType.isEmpty();
    }

    /**
     * What can come back.
     *
     * @param code of a refusal; empty where the status says it all
     */
    public record Outcome(String status, String code, String prose) {

        public boolean isGood() {
            return status.startsWith("2");
        }
    }

    /** Each status, and after it the codes that come with it. */
    public List<Outcome> outcomes() {
        var statuses = replies.stream().map(one -> new Outcome(one.status(), "", one.prose()));
        var refusals =
                codes.stream()
                        .map(
                                one ->
                                        new Outcome(
                                                one.status(),
                                                one.code(),
                                                one.meaning() + ' ' + one.cure()));
        return Stream.concat(statuses, refusals)
                .sorted(Comparator.comparing(Outcome::status))
                .toList();
    }

    /** Examples of answers, the good ones first. */
    public List<Reply.Shown> answers() {
        return replies.stream()
                .flatMap(reply -> reply.examples().stream().map(reply::shown))
                .sorted(Comparator.comparing(Reply.Shown::status))
                .toList();
    }
}
