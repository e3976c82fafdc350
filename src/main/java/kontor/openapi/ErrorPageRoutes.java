package kontor.openapi;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import kontor.http.Answer;
import kontor.http.ErrorAnswers;
import kontor.http.Route;
import kontor.http.Routes;

/**
 * The page that explains every error code ({@code resources/docs/errors.csv}); errors link to it.
 */
public final class ErrorPageRoutes {

    private static final String STYLE =
            """
            body{font:14px/1.5 system-ui;margin:32px auto;max-width:960px;color:#14171c}
            table{border-collapse:collapse}td,th{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #e4e7ec;
            vertical-align:top}code{font:12px ui-monospace,monospace}tr:target{background:#f7f8fa}\
            """;

    private static final String POLICY = policy();

    private final String html;

    public ErrorPageRoutes() {
        var page =
                new StringBuilder(
                        """
                        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Kontor: error codes</title>
                        <style>%s</style></head>
                        <body><h1>Error codes</h1><table><tr><th>Code</th><th>Status</th><th>Meaning</th><th>Cure</th></tr>
                        """
                                .formatted(STYLE));
        for (var row : rows()) {
            page.append("<tr id=\"")
                    .append(escaped(row, "code"))
                    .append("\"><td><code>")
                    .append(escaped(row, "code"))
                    .append("</code></td><td>")
                    .append(escaped(row, "status"))
                    .append("</td><td>")
                    .append(escaped(row, "meaning"))
                    .append("</td><td>")
                    .append(escaped(row, "cure"))
                    .append("</td></tr>\n");
        }
        html = page.append("</table></body></html>\n").toString();
    }

    public void register(Routes routes) {
        routes.add(
                Route.get(ErrorAnswers.PAGE)
                        .open()
                        .gives("text/html")
                        .answers(200, "ErrorPage")
                        .by(_ -> page()));
    }

    private Answer page() {
        return Answer.text(200, "text/html; charset=utf-8", html)
                .with("Cache-Control", "public, max-age=3600")
                .with("Content-Security-Policy", POLICY);
    }

    /** Nothing is loaded or run; the one style is known by its digest (CSP Level 3). */
    private static String policy() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-%s'; frame-ancestors 'none'"
                    .formatted(Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<NamedCsvRecord> rows() {
        try (var csv =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(
                                        Objects.requireNonNull(
                                                ErrorPageRoutes.class.getResourceAsStream(
                                                        "/docs/errors.csv")),
                                        StandardCharsets.UTF_8))) {
            return csv.stream().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String escaped(NamedCsvRecord row, String field) {
        return row.getField(field).replace("&", "&amp;").replace("<", "&lt;");
    }
}
