package kontor.guides;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All guides, in the order in which they are read. */
public final class Guides {

    /** The guide that the list of error codes belongs to. */
    public static final String ERRORS = "errors";

    private static final List<String> NAMES =
            List.of(
                    "ten-steps",
                    "direct-debits",
                    "idempotency",
                    "etags",
                    "external-ids",
                    "paging",
                    ERRORS,
                    "request-ids",
                    "test-bank",
                    "metadata-keys",
                    "approvals",
                    "going-live",
                    "operating");

    private final Map<String, Guide> byName = new LinkedHashMap<>();

    private Guides() {
        var markdown = new Markdown();
        NAMES.forEach(name -> byName.put(name, markdown.read(name, text(name))));
    }

    /** Reads them all. */
    public static Guides read() {
        return new Guides();
    }

    public List<Guide> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Guide> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static String text(String name) {
        try (var in = Guides.class.getResourceAsStream("/guides/" + name + ".md")) {
            if (in == null) {
                throw new IllegalStateException("there is no guides/" + name + ".md");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
