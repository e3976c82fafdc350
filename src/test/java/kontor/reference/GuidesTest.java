package kontor.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import kontor.Await;
import kontor.Browser;
import kontor.SandboxOrganization;
import kontor.TestKontor;
import kontor.guides.Block;
import kontor.guides.Guide;
import kontor.guides.Guides;
import kontor.guides.Step;
import kontor.snippets.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of every guide runs as the pages print it: all guides in their order in one
 * sandbox, in curl with ids carried over, then the same in the other languages.
 */
class GuidesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CURL_ANSWER =
            Pattern.compile("HTTP/1.1 ([0-9]{3}).*?\r\n\r\n(.*)", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("`(\\./kontor [a-z]+( [a-z]+)?)`");

    private static final String PYTHON_DRIVER =
            """
            import sys
            for name in sys.argv[1:]:
                print("\\n@" + name, flush=True)
                exec(compile(open(name).read(), name, "exec"), {"__name__": "__main__"})
            """;
    private static final String JAVASCRIPT_DRIVER =
            """
            for (const name of process.argv.slice(2)) {
              console.log("\\n@" + name);
              await import("./" + name);
            }
            """;
    private static final String JAVA_DRIVER =
            """
            void main(String[] names) throws Exception {
                for (String name : names) {
                    IO.println("\\n@" + name + ".java");
                    var made = Class.forName(name).getDeclaredConstructor();
                    made.setAccessible(true);
                    var main = made.getDeclaringClass().getDeclaredMethod("main");
                    main.setAccessible(true);
                    main.invoke(made.newInstance());
                }
            }
            """;

    private final SandboxOrganization sandbox = TestKontor.shared().sandbox();
    private final Browser browser = Browser.of(sandbox.owner());
    private final Map<String, String> environment = new HashMap<>(PrintedCode.environment(sandbox));

    /** The status of each request that curl sent, and its code in the other languages, by name. */
    private final Map<String, Integer> statuses = new LinkedHashMap<>();

    @TempDir private Path folder;

    @Test
    void everyCommand_runsAsPrinted_inEveryLanguage() throws IOException {
        environment.put("KONTOR", browser.address("").replace("localhost", "127.0.0.1"));
        keepKeys();
        for (Guide guide : Guides.read().all()) {
            follow(guide);
        }
        assertThat(statuses).hasSizeGreaterThan(60);
        check("py", List.of("python3", "driver.py"), PYTHON_DRIVER);
        check("mjs", List.of("node", "driver.mjs"), JAVASCRIPT_DRIVER);
        compile();
        check(
                "java",
                List.of(
                        PrintedCode.JAVA_HOME.resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "driver"),
                JAVA_DRIVER);
    }

    /** The file of keys that a first start writes. */
    private void keepKeys() throws IOException {
        var keys = sandbox.keys();
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data/sandbox.json"),
                """
                {"developer": {"accessKey": "%s", "secret": "%s"}, "owner": {"accessKey": "%s", "secret": "%s"}}
                """
                        .formatted(
                                keys.developer().accessKey(),
                                keys.developer().secret().text(),
                                keys.owner().accessKey(),
                                keys.owner().secret().text()));
    }

    private void follow(Guide guide) throws IOException {
        var printed = new HashMap<Language, List<String>>();
        for (Language language : Language.values()) {
            printed.put(language, printed(guide, language));
        }
        var steps = guide.steps();
        assertThat(printed.get(Language.CURL)).as(guide.name()).hasSameSizeAs(steps);
        int next = 0;
        for (Block block : guide.blocks()) {
            if (block instanceof Block.Request(var step)) {
                String name = "S%s_%02d".formatted(guide.name().replace('-', '_'), next);
                send(name, step, printed.get(Language.CURL).get(next));
                write(name + ".py", printed.get(Language.PYTHON).get(next));
                write(name + ".mjs", printed.get(Language.JAVASCRIPT).get(next));
                write(name + ".java", printed.get(Language.JAVA).get(next));
                next++;
            } else if (block instanceof Block.Code code && code.isCommand()) {
                String told = run(code.text() + "\necho done with $?");
                assertThat(told).as(code.text()).contains("done with 0").doesNotContain("Error");
            }
        }
    }

    private List<String> printed(Guide guide, Language language) {
        var page =
                browser.open(
                        "/reference/guides/%s?language=%s&today=%s"
                                .formatted(guide.name(), language.word(), sandbox.today()));
        assertThat(page.status()).as(guide.name()).isEqualTo(200);
        return PrintedCode.of(page.html());
    }

    private void write(String name, String code) throws IOException {
        Files.writeString(folder.resolve(name), code);
    }

    private String run(String code) {
        return PrintedCode.run(Language.CURL, code, folder, environment);
    }

    private void send(String name, Step step, String code) {
        var last = new ArrayList<JsonNode>();
        Await.until(
                () -> {
                    String told = run(code);
                    var answer = CURL_ANSWER.matcher(told);
                    assertThat(answer.find()).as(name + "\n" + code + told).isTrue();
                    assertThat(answer.group(1))
                            .as(name + "\n" + code + told)
                            .isEqualTo(String.valueOf(step.answers()));
                    last.add(json(answer.group(2)));
                    return step.until().isEmpty() || isMet(step.until().get(), last.getLast());
                });
        for (Step.Kept kept : step.keeps()) {
            String value = at(last.getLast(), kept.place()).asText();
            assertThat(value).as(name + " keeps " + kept.name()).isNotEmpty();
            String before = environment.put(kept.name(), value);
            assertThat(before).as(kept.name() + " means one thing").isIn(null, value);
        }
        // What was deleted is gone for the other languages.
        statuses.put(name, step.method().equals("DELETE") ? 410 : step.answers());
    }

    private static boolean isMet(Step.Condition condition, JsonNode json) {
        return at(json, condition.place()).asText().equals(condition.text());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** A JSON Pointer, in which {@code [name=value]} is the first item with that member. */
    private static JsonNode at(JsonNode json, String place) {
        JsonNode node = json;
        for (String step : place.substring(1).split("/")) {
            node = step.startsWith("[") ? found(node, step) : node.at("/" + step);
        }
        return node;
    }

    private static JsonNode found(JsonNode items, String step) {
        String[] wanted = step.substring(1, step.length() - 1).split("=", 2);
        for (JsonNode item : items) {
            if (item.path(wanted[0]).asText().equals(wanted[1])) {
                return item;
            }
        }
        throw new AssertionError("no item " + step + " in " + items);
    }

    private void compile() {
        var words =
                Stream.concat(Stream.of("driver"), statuses.keySet().stream())
                        .map(name -> folder.resolve(name + ".java").toString())
                        .toList();
        try {
            write("driver.java", JAVA_DRIVER);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var options = Stream.of("-proc:none", "-d", folder.toString());
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                Stream.concat(options, words.stream()).toArray(String[]::new));
        assertThat(status).isZero();
    }

    /** All in one process; what was done by curl is replayed. */
    private void check(String ending, List<String> program, String driver) throws IOException {
        boolean compiled = ending.equals("java");
        write("driver." + ending, driver);
        var names = statuses.keySet().stream().map(name -> compiled ? name : name + "." + ending);
        String told =
                PrintedCode.run(
                        Stream.concat(program.stream(), names).toList(), folder, environment);
        statuses.forEach(
                (name, status) -> {
                    String part = told.split("\n@" + name + "\\." + ending + "\r?\n", 2)[1];
                    int got = Integer.parseInt(part.substring(0, 3));
                    // What was refused may be in order by now: tidied up, or decided.
                    var expected =
                            status < 300
                                    ? List.of(status)
                                    : List.of(200, 201, 202, 400, 403, 404, 410, 412);
                    assertThat(got).as(name + "." + ending + "\n" + part).isIn(expected);
                });
    }

    @Test
    void commandsThatGuidesName_exist() throws IOException {
        String main = Files.readString(Path.of("src/main/java/kontor/app/Main.java"));
        for (Guide guide : Guides.read().all()) {
            String text =
                    Files.readString(Path.of("src/main/resources/guides", guide.name() + ".md"));
            assertThat(COMMAND.matcher(text).results().map(one -> one.group(1)))
                    .as(guide.name())
                    .allMatch(main::contains);
        }
    }
}
