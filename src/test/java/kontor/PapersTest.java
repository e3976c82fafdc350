package kontor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The papers tell the truth about the house: what they name is there. */
class PapersTest {

    private static final List<String> AT_THE_DOOR =
            List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md");
    private static final List<String> UNFINISHED = List.of("TODO", "FIXME");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z0-9]+){2,}");
    private static final Pattern FULL_TYPE = Pattern.compile("kontor\\.[a-z0-9]+\\.[A-Z]\\w*");

    /** Where a path may begin. */
    private static final List<Path> ROOTS =
            Stream.of(
                            "",
                            "src/main/java/kontor",
                            "src/test/java/kontor",
                            "src/main/resources",
                            "src/test/resources")
                    .map(Path::of)
                    .toList();

    /** Folders that a build or a run makes. */
    private static final Set<String> MADE_LATER = Set.of("data", "target");

    @Test
    void paths_exist() {
        assertThat(missing(PapersTest::looksLikePath, PapersTest::pathExists)).isEmpty();
    }

    @Test
    void types_exist() {
        var known = sources();
        assertThat(
                        missing(
                                word -> TYPE.matcher(word).matches(),
                                word -> known.contains(word + ".java") || isOfJdk(word)))
                .isEmpty();
        assertThat(
                        missing(
                                word -> FULL_TYPE.matcher(word).matches(),
                                word ->
                                        pathExists(
                                                word.substring("kontor.".length()).replace('.', '/')
                                                        + ".java")))
                .isEmpty();
        assertThat(missing(word -> word.matches("\\w+\\.java"), known::contains)).isEmpty();
    }

    @Test
    void links_leadSomewhere() {
        assertThat(papers().stream().flatMap(PapersTest::brokenLinks)).isEmpty();
    }

    private static Stream<String> brokenLinks(Path paper) {
        return LINK.matcher(FENCED.matcher(text(paper)).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .filter(target -> !target.contains("://"))
                .filter(target -> !Files.exists(paper.resolveSibling(target).normalize()))
                .map(target -> paper + " -> " + target);
    }

    /** As package.sh makes them: who unpacks it has no sources. */
    @Test
    void linksOfTheArchive_leadToWhatIsInIt(@TempDir Path archive)
            throws IOException, InterruptedException {
        assertThat(text(Path.of("deploy/package.sh"))).contains(". \"$root/deploy/papers.sh\"");
        var copying = new ProcessBuilder("sh", "-eu", "-c", ". deploy/papers.sh").inheritIO();
        copying.environment().putAll(Map.of("root", ".", "place", archive.toString()));
        assertThat(copying.start().waitFor()).isZero();
        var papers = papersIn(archive);
        assertThat(papers)
                .contains(archive.resolve("README.md"), archive.resolve("docs/README.md"))
                .hasSizeGreaterThan(60);
        assertThat(papers.stream().flatMap(PapersTest::brokenLinks)).isEmpty();
    }

    @Test
    void everyRoom_isOnTheDrawing() {
        String drawing =
                FENCED.matcher(text(Path.of("ARCHITECTURE.md")))
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.joining());
        try (var rooms = Files.list(Path.of("src/main/java/kontor"))) {
            assertThat(
                            rooms.map(room -> room.getFileName().toString())
                                    .filter(
                                            room ->
                                                    !Pattern.compile("\\b" + room + "\\b")
                                                            .matcher(drawing)
                                                            .find()))
                    .isEmpty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void papers_leaveNothingUnfinished() {
        assertThat(
                        papers().stream()
                                .filter(
                                        paper ->
                                                UNFINISHED.stream()
                                                        .anyMatch(text(paper)::contains)))
                .isEmpty();
    }

    private static Set<String> missing(Predicate<String> concerned, Predicate<String> exists) {
        var missing = new TreeSet<String>();
        for (String paper : AT_THE_DOOR) {
            QUOTED.matcher(FENCED.matcher(text(Path.of(paper))).replaceAll(""))
                    .results()
                    .map(found -> found.group(1))
                    .filter(concerned)
                    .filter(exists.negate())
                    .forEach(word -> missing.add(paper + ": " + word));
        }
        return missing;
    }

    /** Not a URL path ({@code /payments}), a media type, or a command with words behind it. */
    private static boolean looksLikePath(String word) {
        return word.matches("[\\w.\\-/]+")
                && !word.startsWith("/")
                && !word.startsWith("application/")
                && !MADE_LATER.contains(word.split("/")[0])
                && (word.contains("/") || word.matches(".+\\.(md|sql|csv|xml)"));
    }

    private static boolean pathExists(String word) {
        return ROOTS.stream().anyMatch(root -> Files.exists(root.resolve(word)));
    }

    private static boolean isOfJdk(String word) {
        return Stream.of("java.lang.", "java.time.", "java.math.", "java.util.")
                .anyMatch(
                        room -> {
                            try {
                                Class.forName(room + word);
                                return true;
                            } catch (ClassNotFoundException _) {
                                return false;
                            }
                        });
    }

    private static Set<String> sources() {
        try (var files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .collect(Collectors.toSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Every page that a reader of the repository meets. */
    private static List<Path> papers() {
        try (var docs = Files.walk(Path.of("docs"));
                var top = Files.list(Path.of(""));
                var bench = Files.list(Path.of("bench"));
                var deploy = Files.list(Path.of("deploy"))) {
            return Stream.of(docs, top, bench, deploy)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Path> papersIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static String text(Path paper) {
        try {
            return Files.readString(paper);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
