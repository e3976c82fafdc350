package kontor.reference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kontor.SandboxOrganization;
import kontor.snippets.Language;

/** Code as pages print it, and the programs that run it. */
final class PrintedCode {

    static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private static final Pattern CODE =
            Pattern.compile("data-request=\".*?<pre[^>]*>(.*?)</pre>", Pattern.DOTALL);

    private static final Map<Language, List<String>> RUN =
            Map.of(
                    Language.CURL, List.of("sh", "code.sh"),
                    Language.PYTHON, List.of("python3", "code.py"),
                    Language.JAVASCRIPT, List.of("node", "code.mjs"),
                    Language.JAVA,
                            List.of(
                                    JAVA_HOME.resolve("bin/java").toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "code.java"));

    private PrintedCode() {}

    /** The code of each request on a page, in order. */
    static List<String> of(String html) {
        return CODE.matcher(html).results().map(found -> unescaped(found.group(1))).toList();
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** The environment in which a developer of the sandbox runs code. */
    static Map<String, String> environment(SandboxOrganization sandbox) {
        var keys = sandbox.keys();
        return Map.of(
                "KONTOR_KEY", keys.developer().accessKey(),
                "KONTOR_SECRET", keys.developer().secret().text(),
                "KONTOR_OWNER_KEY", keys.owner().accessKey(),
                "KONTOR_OWNER_SECRET", keys.owner().secret().text(),
                "NO_PROXY", "127.0.0.1");
    }

    /** What a program printed that runs this code; skips the test where it is not installed. */
    static String run(
            Language language, String code, Path folder, Map<String, String> environment) {
        var command = RUN.get(language);
        try {
            Files.writeString(folder.resolve(command.getLast()), code);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return run(command, folder, environment);
    }

    static String run(List<String> command, Path folder, Map<String, String> environment) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        try {
            var errors = folder.resolve("errors.txt");
            var process = builder.redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String told =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? told : told + Files.readString(errors);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } catch (IOException missing) {
            assumeTrue(false, "skipped: needs " + command.getFirst());
            return "";
        }
    }
}
