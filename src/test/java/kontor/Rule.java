package kontor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question to the database whose answer is nothing when all is well.
 *
 * @param sentence what holds
 * @param offenders SQL that finds what breaks it, a line each
 */
record Rule(String sentence, String offenders) {

    /** What holds in an organization at any moment. */
    static final List<Rule> ALWAYS = read("always.sql");

    /** What holds besides when all users have stopped and the bank's days have gone by. */
    static final List<Rule> WHEN_QUIET = read("quiet.sql");

    private static List<Rule> read(String file) {
        return paragraphs(file).map(Rule::parse).toList();
    }

    private static Rule parse(String paragraph) {
        int end = paragraph.indexOf('\n');
        String sql = paragraph.substring(end).strip().replaceFirst(";$", "");
        return new Rule(paragraph.substring(0, end).replaceFirst("^-- ", ""), sql);
    }

    /** Statements of a file of rules, each with its comment above it; the first says what it is. */
    static Stream<String> paragraphs(String file) {
        try (var in = Rule.class.getResourceAsStream("/rules/" + file)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n+")).skip(1).map(String::strip);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
