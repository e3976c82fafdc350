package kontor.guides;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request of a guide.
 *
 * @param path with its query
 * @param headers that the guide wants to show
 * @param body empty without one
 * @param as who sends it: {@code developer}, {@code owner} or {@code nobody}
 * @param answers the status that comes back
 * @param keeps what later requests need of the answer
 * @param until when the answer is complete; where it is absent, at once
 */
public record Step(
        String method,
        String path,
        Map<String, String> headers,
        String body,
        String as,
        int answers,
        List<Kept> keeps,
        Optional<Condition> until) {

    private static final Pattern KEEPS = Pattern.compile("> keeps ([A-Z][A-Z0-9_]*) from (/.+)");
    private static final Pattern UNTIL = Pattern.compile("> until (/\\S+) is (\\S+)");

    /**
     * A part of an answer under a name.
     *
     * @param place a JSON Pointer, in which {@code [name=value]} is the first item whose member
     *     {@code name} is {@code value}
     */
    public record Kept(String name, String place) {}

    /** The request is repeated until this place of the answer holds this text. */
    public record Condition(String place, String text) {}

    public Step {
        headers = Map.copyOf(headers);
        keeps = List.copyOf(keeps);
    }

    /** Whether it asks for a change. */
    public boolean isChange() {
        return !method.equals("GET");
    }

    /** The media type of the body; empty without one. */
    public String mediaType() {
        if (body.isEmpty()) {
            return "";
        }
        return body.startsWith("{") || body.startsWith("[")
                ? "application/json"
                : "application/x-www-form-urlencoded";
    }

    /** Reads a fenced block; what is wrong with it stops the start. */
    static Step parse(String text) {
        var lines = text.strip().lines().toList();
        var reading = new Reading();
        String[] first = lines.getFirst().split(" ", 2);
        int next = 1;
        while (next < lines.size() && !lines.get(next).isBlank()) {
            reading.line(lines.get(next++));
        }
        String body = String.join("\n", lines.subList(next, lines.size())).strip();
        int usual = first[0].equals("POST") ? 201 : 200;
        return new Step(
                first[0],
                first[1],
                reading.headers,
                body,
                reading.as,
                reading.answers == 0 ? usual : reading.answers,
                reading.keeps,
                reading.until);
    }

    /** The lines between the first one and the body. */
    private static final class Reading {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<Kept> keeps = new ArrayList<>();
        private Optional<Condition> until = Optional.empty();
        private String as = "developer";
        private int answers;

        void line(String line) {
            var kept = KEEPS.matcher(line);
            var condition = UNTIL.matcher(line);
            if (kept.matches()) {
                keeps.add(new Kept(kept.group(1), kept.group(2)));
            } else if (condition.matches()) {
                until = Optional.of(new Condition(condition.group(1), condition.group(2)));
            } else if (line.startsWith("> as ")) {
                as = line.substring("> as ".length());
            } else if (line.startsWith("> answers ")) {
                answers = Integer.parseInt(line.substring("> answers ".length()));
            } else if (line.matches("[A-Za-z-]+: .+")) {
                headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
            } else {
                throw new IllegalStateException("a request of a guide has the line " + line);
            }
        }
    }
}
