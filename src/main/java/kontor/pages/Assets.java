package kontor.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kontor.encodings.Sha256;

/**
 * Style sheet, scripts, icons and fonts. Each is served under a name with the digest of its
 * content, so that a browser keeps it for ever and an upgrade is seen at once.
 */
public final class Assets {

    private static final List<String> FONTS =
            List.of("inter-latin.woff2", "inter-latin-ext.woff2", "jetbrains-mono-latin.woff2");
    private static final List<String> OURS =
            List.of(
                    "icons.svg",
                    "mark.svg",
                    "kontor.js",
                    "reference.js",
                    "passkeys.js",
                    "reference.css");
    private static final String HTMX =
            "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    private static final Assets ALL = new Assets();

    /** One of them, whole: the largest has some 85 kB. */
    record Asset(String mediaType, byte[] bytes) {}

    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Map<String, Asset> byServedName = new LinkedHashMap<>();

    private Assets() {
        for (String font : FONTS) {
            add(font, "font/woff2", read("/assets/fonts/" + font));
        }
        for (String name : OURS) {
            found("/assets/" + name).ifPresent(bytes -> add(name, mediaType(name), bytes));
        }
        add("htmx.js", "text/javascript", read(HTMX));
        add("kontor.css", "text/css; charset=utf-8", styleSheet());
    }

    /** Where the browser finds it. */
    public static String path(String name) {
        String path = ALL.paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return path;
    }

    static Optional<Asset> served(String name) {
        return Optional.ofNullable(ALL.byServedName.get(name));
    }

    private void add(String name, String mediaType, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        String served = name.substring(0, dot) + "-" + digest(bytes) + name.substring(dot);
        paths.put(name, "/assets/" + served);
        byServedName.put(served, new Asset(mediaType, bytes));
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".svg" -> "image/svg+xml";
            case ".css" -> "text/css; charset=utf-8";
            default -> "text/javascript";
        };
    }

    /** The fonts are known by their served names. */
    private byte[] styleSheet() {
        String text = new String(read("/assets/kontor.css"), StandardCharsets.UTF_8);
        for (String font : FONTS) {
            text = text.replace("url(" + font + ")", "url(" + paths.get(font) + ")");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(String resource) {
        return found(resource)
                .orElseThrow(() -> new IllegalStateException(resource + " is not in the jar"));
    }

    private static Optional<byte[]> found(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes), 0, 6);
    }
}
