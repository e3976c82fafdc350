package kontor;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Every command that the README, the guide and the pages beside them print, in their order on one
 * server, as a newcomer sends them, with the answers that they print; on days on which banks are
 * closed, on which clocks change, and on which nothing is special.
 */
class PapersWalkTest {

    /** In this order: what the later ones count on, the first ones make. */
    private static final List<String> WALKED =
            List.of(
                    "README.md",
                    "docs/guide.md",
                    "docs/rails/autogiro.md",
                    "docs/rails/sepa-direct-debit.md",
                    "docs/moving-in.md",
                    "docs/metadata-keys.md");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern MEMBER = Pattern.compile("(\\w+)(?:\\[(\\d+)])?");
    private static final Pattern NAMED = Pattern.compile("id of \"(.+?)\"(?: in GET (\\S+))?");

    private final TestKontor kontor = TestKontor.shared();
    private final SandboxOrganization sandbox = kontor.sandbox();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private Optional<Reply> last = Optional.empty();
    private final List<String> misprinted = new ArrayList<>();
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
        for (String paper : WALKED) {
            walk(Path.of(paper));
        }
        assertThat(sent).as("commands sent on " + why).isGreaterThan(40);
        assertThat(misprinted).as("answers that are not as printed, on " + why).isEmpty();
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
                    } else if (command.words().getFirst().equals("printf")) {
                        file(command.words());
                    } else {
                        assign(command);
                    }
                });
    }

    /** {@code printf '%s\n' LINE... > NAME}. */
    private void file(List<String> words) {
        var lines = words.subList(2, words.size() - 2);
        files.put(words.getLast(), String.join("\n", lines) + "\n");
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
        sent++;
        var curl = Curl.of(command.words(), files);
        var reply = new Reply[] {send(curl)};
        var printed = answer.map(PrintedAnswer::of);
        int expected = printed.flatMap(PrintedAnswer::status).orElse(200);
        // Where a paper prints no status, every success goes.
        assertThat(reply[0].status())
                .as("%s\n%s", curl, reply[0].body())
                .matches(code -> code == expected || expected == 200 && code < 300);
        if (curl.isRead()) {
            printed.flatMap(PrintedAnswer::state).ifPresent(state -> becomes(curl, reply, state));
        }
        printed.map(one -> one.faults(reply[0]))
                .filter(faults -> !faults.isEmpty())
                .ifPresent(faults -> misprinted.add(curl + "\n  " + String.join("\n  ", faults)));
        last = Optional.of(reply[0]);
    }

    private Reply send(Curl curl) {
        return by(curl).send(
                        curl.method(),
                        curl.path(),
                        curl.body(),
                        curl.headers().toArray(String[]::new));
    }

    private Client by(Curl curl) {
        return curl.authorization()
                .map(kontor::presenting)
                .or(
                        () ->
                                curl.user()
                                        .map(
                                                one ->
                                                        one.startsWith("owner")
                                                                ? sandbox.owner()
                                                                : sandbox.developer()))
                .orElseGet(kontor::stranger);
    }

    /** Work that goes on for a moment is looked at again. */
    private void becomes(Curl curl, Reply[] reply, String state) {
        Await.until(
                () -> {
                    reply[0] = send(curl);
                    return reply[0].at("/status").equals(state);
                });
    }
}
