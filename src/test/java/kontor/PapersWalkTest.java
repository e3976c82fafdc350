package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.ShellWords.Command;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command that the README and the guide print, in their order on one server, as a newcomer
 * sends them; on days on which banks are closed, on which clocks change, and on which nothing is
 * special.
 */
class PapersWalkTest {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern STATUS = Pattern.compile("\"status\": \"([A-Z]+)\"");
    private static final Pattern HTTP = Pattern.compile("HTTP/1.1 (\\d+)");
    private static final Pattern MEMBER = Pattern.compile("(\\w+)(?:\\[(\\d+)])?");
    private static final Pattern NAMED = Pattern.compile("id of \"(.+?)\"(?: in GET (\\S+))?");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Map<String, String> variables = new HashMap<>();
    private Optional<Reply> last = Optional.empty();
    private int sent;

    @ParameterizedTest
    @CsvSource({"2026-11-21, today", "2027-03-26, Good Friday"})
    void papers_workOneAfterTheOther(LocalDate day, String why) throws IOException {
        walkAll(day, why);
    }

    /** As long as all others of this class together, so they are asked for: see CONTRIBUTING. */
    @ParameterizedTest
    @EnabledIfSystemProperty(named = "papers.days", matches = "all")
    @CsvSource({
        "2026-12-29, between the years",
        "2027-03-28, when the clocks change",
        "2027-05-01, a Saturday that is a holiday",
        "2027-11-06, a Saturday night",
        "2028-02-29, a leap day",
    })
    void papers_workOnOtherDays(LocalDate day, String why) throws IOException {
        walkAll(day, why);
    }

    private void walkAll(LocalDate day, String why) throws IOException {
        while (day.isAfter(sandbox.today())) {
            // As far as the clock goes at once.
            var farthest = sandbox.today().plusDays(400);
            sandbox.advanceTo(day.isBefore(farthest) ? day : farthest);
        }
        walk(Path.of("README.md"));
        walk(Path.of("docs/guide.md"));
        assertThat(sent).as("commands sent on " + why).isGreaterThan(30);
    }

    /** A block of commands, and the answers that stand behind it. */
    private record Block(String commands, List<String> answers) {}

    private void walk(Path paper) throws IOException {
        var blocks = new ArrayList<Block>();
        var fenced = FENCED.matcher(Files.readString(paper));
        while (fenced.find()) {
            if (fenced.group(1).equals("sh")) {
                blocks.add(new Block(fenced.group(2), new ArrayList<>()));
            } else if (!blocks.isEmpty()) {
                blocks.getLast().answers.add(fenced.group(2));
            }
        }
        blocks.forEach(this::send);
    }

    private void send(Block block) {
        var answers = new ArrayList<>(block.answers);
        long curls = block.commands.lines().filter(line -> line.startsWith("curl ")).count();
        long[] left = {curls};
        ShellWords.read(
                block.commands,
                this::expanded,
                command -> {
                    if (command.words().getFirst().equals("curl")) {
                        // Where not every command has its answer, the last ones have.
                        boolean answered = left[0] <= answers.size() || left[0] == 1;
                        left[0]--;
                        curl(
                                command,
                                answered && !answers.isEmpty()
                                        ? Optional.of(answers.removeFirst())
                                        : Optional.empty());
                    } else {
                        assign(command);
                    }
                });
    }

    private void assign(Command command) {
        for (String word : command.words()) {
            int equals = word.indexOf('=');
            if (equals > 0 && word.substring(0, equals).matches("[A-Z_]+")) {
                String value = word.substring(equals + 1);
                String name = word.substring(0, equals);
                variables.put(name, command.comment().isEmpty() ? value : said(value, command));
            } else {
                // What makes `key`, `today` and `day`, or starts a server: known here.
                assertThat(word).matches("(?s)(key|today|day)\\(\\)|./kontor");
                return;
            }
        }
    }

    /** The value that a comment names, in place of the printed one. */
    private String said(String printed, Command command) {
        String from = command.comment();
        var named = NAMED.matcher(from);
        String found = named.matches() ? named(named) : last.orElseThrow().at("/" + pointer(from));
        assertThat(found).as(from).isNotEmpty();
        return printed.startsWith("Authorization") ? "Authorization: Bearer " + found : found;
    }

    private static String pointer(String path) {
        return MEMBER.matcher(path)
                .results()
                .map(one -> one.group(2) == null ? one.group(1) : one.group(1) + "/" + one.group(2))
                .reduce((one, other) -> one + "/" + other)
                .orElseThrow();
    }

    private String named(Matcher named) {
        var list =
                named.group(2) == null
                        ? last.orElseThrow()
                        : sandbox.developer().get(named.group(2)).ok();
        return list.items().stream()
                .filter(one -> one.path("name").asText().equals(named.group(1)))
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** What a shell would have put in the place of a variable or a substitution. */
    private String expanded(String of) {
        return switch (of) {
            case "today" -> sandbox.today().toString();
            case "key developer accessKey" -> "developer";
            case "key developer secret", "key owner secret" -> "secret";
            case "key owner accessKey" -> "owner";
            case "printf user2:pass2 | base64" -> base64("user2:pass2");
            // Of a function, which is not called here.
            case "1", "2" -> "";
            default ->
                    of.startsWith("day ")
                            ? sandbox.today().plusDays(Integer.parseInt(of.substring(4))).toString()
                            : Optional.ofNullable(variables.get(of))
                                    .orElseThrow(() -> new AssertionError(of + " is not known"));
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void curl(Command command, Optional<String> answer) {
        var headers = new ArrayList<String>();
        String path = "";
        String body = "";
        Client by = kontor.stranger();
        var words = command.words().subList(1, command.words().size()).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "-i" -> {}
                case "-u" ->
                        by =
                                words.next().startsWith("owner")
                                        ? sandbox.owner()
                                        : sandbox.developer();
                case "-H" -> {
                    String[] header = words.next().split(": ", 2);
                    if (header[0].equals("Authorization")) {
                        by = kontor.presenting(header[1]);
                    } else {
                        headers.addAll(List.of(header));
                    }
                }
                case "-d" -> body = words.next();
                default -> path = word.substring("http://127.0.0.1:8080".length());
            }
        }
        if (body.startsWith("grant_type")) {
            headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        }
        sent(new Asked(by, path, body, headers), answer);
    }

    private record Asked(Client by, String path, String body, List<String> headers) {

        private Reply send() {
            String[] bearer = headers.toArray(String[]::new);
            return by.send(body.isEmpty() ? "GET" : "POST", path, body, bearer);
        }
    }

    private void sent(Asked asked, Optional<String> answer) {
        sent++;
        var reply = new Reply[] {asked.send()};
        int expected =
                answer.flatMap(text -> HTTP.matcher(text).results().findFirst())
                        .map(one -> Integer.parseInt(one.group(1)))
                        .orElse(200);
        // The papers show the answers that say something: 201 and 202 go as 200 where nothing else.
        assertThat(reply[0].status())
                .as(asked.path + " " + asked.body + "\n" + reply[0].body())
                .matches(code -> code == expected || expected == 200 && code < 300);
        answer.flatMap(text -> STATUS.matcher(text).results().findFirst())
                .map(one -> one.group(1))
                .filter(_ -> !reply[0].json().path("status").isMissingNode())
                .filter(_ -> reply[0].json().path("status").isTextual())
                .ifPresent(status -> becomes(asked, reply, status));
        last = Optional.of(reply[0]);
    }

    /** Work that goes on for a moment is looked at again. */
    private static void becomes(Asked asked, Reply[] reply, String status) {
        if (asked.body.isEmpty()) {
            Await.until(
                    () -> {
                        reply[0] = asked.send();
                        return reply[0].at("/status").equals(status);
                    });
        }
        JsonNode now = reply[0].json();
        assertThat(now.path("status").asText()).as(asked.path + now).isEqualTo(status);
    }
}
