package kontor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kontor.app.PageServer;

/** A browser without script, in the role of a key: opens pages and sends their forms. */
public final class Browser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static PageServer shared;

    private final int port;
    private final String cookie;
    private String notice = "";

    private Browser(int port, String cookie) {
        this.port = port;
        this.cookie = cookie;
    }

    /** Somebody who is not signed in. */
    public static Browser ofStranger() {
        return new Browser(server().port(), "a=stranger");
    }

    /** Whoever this client speaks for, at the pages of the shared Kontor. */
    public static Browser of(Client client) {
        byte[] header = client.authorization().getBytes(StandardCharsets.UTF_8);
        String who = Base64.getUrlEncoder().withoutPadding().encodeToString(header);
        return new Browser(server().port(), PageServer.COOKIE + "=" + who);
    }

    private static synchronized PageServer server() {
        if (shared == null) {
            shared = new PageServer(TestKontor.shared().wiring());
        }
        return shared;
    }

    /** What came back; not followed yet. */
    public record Page(int status, String html, String location, HttpHeaders headers) {

        /** Empty where it was not sent. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The first group of this pattern; fails where there is none. */
        public String find(String pattern) {
            var found = Pattern.compile(pattern).matcher(html);
            if (!found.find()) {
                throw new AssertionError(pattern + " is not in\n" + html);
            }
            return found.group(1);
        }
    }

    /** The address of a page, for a real browser. */
    public String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** What a real browser needs to be this one. */
    public String cookie() {
        return cookie;
    }

    public Page open(String path) {
        return sent(request(path).GET());
    }

    /** Sends a form as a page of this session does; names and values in turn. */
    public Page submit(String path, String... pairs) {
        var more = new ArrayList<>(List.of("form", PageServer.FORM_TOKEN));
        more.addAll(List.of(pairs));
        return post(path, "same-origin", more);
    }

    /** Names and values of a form in turn, and more of them. */
    public static String[] plus(String[] pairs, String... more) {
        return Stream.concat(Arrays.stream(pairs), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Sends a form of another site, with this session's token. */
    public Page submitFromElsewhere(String path, String... pairs) {
        var more = new ArrayList<>(List.of("form", PageServer.FORM_TOKEN));
        more.addAll(List.of(pairs));
        return post(path, "cross-site", more);
    }

    /** Sends a form without the token of the session. */
    public Page submitWithoutToken(String path, String... pairs) {
        return post(path, "same-origin", List.of(pairs));
    }

    /** Sends a form with a file, as a page of this session does; names and values in turn. */
    public Page upload(String path, String fileName, String content, String... pairs) {
        var more = new ArrayList<>(List.of("form", PageServer.FORM_TOKEN));
        more.addAll(List.of(pairs));
        return uploadAs(path, fileName, content, more);
    }

    /** The same without the token of the session. */
    public Page uploadWithoutToken(String path, String fileName, String content, String... pairs) {
        return uploadAs(path, fileName, content, List.of(pairs));
    }

    private Page uploadAs(String path, String fileName, String content, List<String> pairs) {
        var body = new StringBuilder();
        for (int i = 0; i < pairs.size(); i += 2) {
            body.append(
                    "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(pairs.get(i), pairs.get(i + 1)));
        }
        body.append(
                """
                --edge\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: application/octet-stream\r
                \r
                %s\r
                --edge--\r
                """
                        .formatted(fileName, content));
        return sent(
                request(path)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private Page post(String path, String site, List<String> pairs) {
        return sent(
                request(path)
                        .header("Sec-Fetch-Site", site)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(pairs))));
    }

    /** The page that a change led to, with what it says was done. */
    public Page follow(Page page) {
        if (page.status != 303) {
            throw new AssertionError(page.status + " leads nowhere\n" + page.html);
        }
        return open(page.location);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Cookie", notice.isEmpty() ? cookie : cookie + "; " + notice);
    }

    private Page sent(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            notice =
                    answer.headers()
                            .firstValue("Set-Cookie")
                            .filter(text -> text.startsWith("notice=") && !text.contains("=0;"))
                            .map(text -> text.split(";")[0])
                            .orElse("");
            return new Page(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Location").orElse(""),
                    answer.headers());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String encoded(List<String> pairs) {
        var body = new StringBuilder();
        for (int i = 0; i < pairs.size(); i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(pairs.get(i), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(pairs.get(i + 1), StandardCharsets.UTF_8));
        }
        return body.toString();
    }
}
