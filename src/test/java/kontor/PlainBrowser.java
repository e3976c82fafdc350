package kontor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A browser without script: keeps cookies, sends forms of pages with their hidden fields, and says
 * from which site a request comes. It goes on to another page only when it is told to.
 */
public final class PlainBrowser {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private Reply page;

    public PlainBrowser(TestKontor kontor) {
        this(kontor.port());
    }

    public PlainBrowser(int port) {
        this.port = port;
    }

    /** The same person with the same cookies at another node. */
    public PlainBrowser at(int otherPort) {
        var other = new PlainBrowser(otherPort);
        other.cookies.putAll(cookies);
        return other;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** The page that is open. */
    public Reply page() {
        return page;
    }

    /** Opens a page. */
    public Reply open(String path, String... headers) {
        page = sent("GET", path, "", headers);
        return page;
    }

    /** Opens the page that the last answer leads to. */
    public Reply follow() {
        return open(page.header("Location"));
    }

    /**
     * Sends a form of the open page, with its hidden fields.
     *
     * @param fields names and values in turn
     */
    public Reply submit(String path, String... fields) {
        var all = new LinkedHashMap<String, String>();
        if (page != null) {
            HIDDEN.matcher(page.body())
                    .results()
                    .forEach(one -> all.putIfAbsent(one.group(1), plain(one.group(2))));
        }
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        page = post(path, all, "Sec-Fetch-Site", "same-origin");
        return page;
    }

    /**
     * Sends a form of the open page as its script does, which stays on the page.
     *
     * @param fields names and values in turn
     */
    public Reply ask(String path, String... fields) {
        var before = page;
        var answer = submit(path, fields);
        page = before;
        return answer;
    }

    /**
     * Sends the hidden fields of one form of the open page, also those that stand in it more than
     * once, and stays on the page.
     *
     * @param form what its tag contains
     * @param fields names and values in turn, in the place of hidden ones
     */
    public Reply send(String form, String path, String... fields) {
        var given = new LinkedHashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            given.put(fields[i], fields[i + 1]);
        }
        var more = new StringJoiner("");
        given.forEach((name, value) -> more.add("&" + name + "=" + encoded(value)));
        return sent(form, path, given.keySet(), more.toString());
    }

    /**
     * Sends such a form and stands on what comes.
     *
     * @param chosen more fields, encoded, each behind an ampersand
     */
    public Reply openForm(String form, String path, String chosen) {
        page = sent(form, path, Set.of(), chosen);
        return page;
    }

    private Reply sent(String form, String path, Set<String> but, String more) {
        var body = new StringJoiner("&");
        var found = Pattern.compile("(?s)<form [^>]*" + Pattern.quote(form) + "[^>]*>(.*?)</form>");
        var tag = found.matcher(page.body());
        if (!tag.find()) {
            throw new AssertionError("no form with " + form + " in\n" + page.body());
        }
        HIDDEN.matcher(tag.group(1))
                .results()
                .filter(one -> !but.contains(one.group(1)))
                .forEach(one -> body.add(one.group(1) + "=" + encoded(plain(one.group(2)))));
        return sent("POST", path, body + more, "Sec-Fetch-Site", "same-origin");
    }

    /** Sends these fields and nothing else. */
    public Reply post(String path, Map<String, String> fields, String... headers) {
        var body = new StringJoiner("&");
        fields.forEach((name, value) -> body.add(encoded(name) + "=" + encoded(value)));
        return sent("POST", path, body.toString(), headers);
    }

    /** Signs in, and stays where that leads to. */
    public Reply signIn(String email, String password) {
        open("/login");
        return submit("/login", "email", email, "password", password);
    }

    private Reply sent(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() || method.equals("POST")) {
            request.setHeader("Content-Type", "application/x-www-form-urlencoded");
        }
        if (!cookies.isEmpty()) {
            var all = new StringJoiner("; ");
            cookies.forEach((name, value) -> all.add(name + "=" + value));
            request.setHeader("Cookie", all.toString());
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String plain(String html) {
        return html.replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }
}
