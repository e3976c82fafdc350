package kontor.reference;

import java.util.stream.Collectors;

/**
 * A language in which requests are shown; what it writes runs as it stands, with nothing but what
 * the language brings. Access key and secret come from {@code KONTOR_KEY} and {@code
 * KONTOR_SECRET}, so that they stand in no file.
 */
public enum Language {
    CURL("curl") {
        @Override
        String write(Sample one) {
            var code = new StringBuilder(one.bearer() && !one.open() ? shellToken(one) : "");
            code.append("curl -i -X ").append(one.method()).append(' ').append(shell(one.url()));
            String token = "-H \"Authorization: Bearer $TOKEN\"";
            if (!one.open()) {
                code.append(" \\\n  ").append(one.bearer() ? token : SHELL_PAIR);
            }
            one.headers()
                    .forEach(
                            (name, value) ->
                                    code.append(" \\\n  -H ").append(shell(name + ": " + value)));
            if (one.hasBody()) {
                code.append(" \\\n  -d ").append(shell(one.body()));
            }
            return code.append('\n').toString();
        }
    },
    PYTHON("Python") {
        @Override
        String write(Sample one) {
            return PYTHON_CODE.formatted(
                    one.bearer() && !one.open() ? PYTHON_TOKEN.formatted(one.base() + TOKENS) : "",
                    one.url(),
                    one.method(),
                    headers(one, "\"%s\": \"%s\", ", one.open() ? "" : "\"Authorization\": who"),
                    one.hasBody() ? "'''" + escaped(one.body(), "'") + "'''.encode()" : "None");
        }
    },
    JAVASCRIPT("JavaScript") {
        @Override
        String write(Sample one) {
            String body =
                    one.body().replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${");
            return JAVASCRIPT_CODE.formatted(
                    one.bearer() && !one.open()
                            ? JAVASCRIPT_TOKEN.formatted(one.base() + TOKENS)
                            : "",
                    one.url(),
                    one.method(),
                    headers(one, "\"%s\": \"%s\", ", one.open() ? "" : "Authorization: who"),
                    one.hasBody() ? "\n  body: `" + body + "`," : "");
        }
    },
    JAVA("Java") {
        @Override
        String write(Sample one) {
            String publisher =
                    one.hasBody()
                            ? "BodyPublishers.ofString(\"\"\"\n"
                                    + escaped(one.body(), "\"")
                                    + "\"\"\")"
                            : "BodyPublishers.noBody()";
            return JAVA_CODE.formatted(
                    one.bearer() && !one.open() ? JAVA_TOKEN.formatted(one.base() + TOKENS) : "",
                    one.url(),
                    one.method(),
                    publisher,
                    headers(
                            one,
                            "\n        .header(\"%s\", \"%s\")",
                            one.open() ? "" : "\n        .header(\"Authorization\", who)"));
        }
    };

    private static final String TOKENS = "/iam/v2/oauth2/token";

    private static final String SHELL_PAIR = "-u \"$KONTOR_KEY:$KONTOR_SECRET\"";
    private static final String SHELL_CUT = " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/'";

    private static final String PYTHON_CODE =
            """
            import base64, json, os, urllib.error, urllib.request

            pair = os.environ["KONTOR_KEY"] + ":" + os.environ["KONTOR_SECRET"]
            who = "Basic " + base64.b64encode(pair.encode()).decode()
            %srequest = urllib.request.Request(
                "%s",
                method="%s",
                headers={%s},
                data=%s,
            )
            try:
                answer = urllib.request.urlopen(request)
            except urllib.error.HTTPError as refused:
                answer = refused
            print(answer.status, answer.read().decode())
            """;

    private static final String PYTHON_TOKEN =
            """
            token = urllib.request.Request(
                "%s",
                headers={"Authorization": who},
                data=b"grant_type=client_credentials",
            )
            who = "Bearer " + json.load(urllib.request.urlopen(token))["access_token"]
            """;

    private static final String JAVASCRIPT_CODE =
            """
            const pair = process.env.KONTOR_KEY + ":" + process.env.KONTOR_SECRET;
            let who = "Basic " + Buffer.from(pair).toString("base64");
            %sconst answer = await fetch("%s", {
              method: "%s",
              headers: { %s },%s
            });
            console.log(answer.status, await answer.text());
            """;

    private static final String JAVASCRIPT_TOKEN =
            """
            const token = await fetch("%s", {
              method: "POST",
              headers: { Authorization: who },
              body: new URLSearchParams({ grant_type: "client_credentials" }),
            });
            who = "Bearer " + (await token.json()).access_token;
            """;

    private static final String JAVA_CODE =
            """
            import java.net.http.*;
            import java.net.http.HttpRequest.BodyPublishers;
            import java.net.http.HttpResponse.BodyHandlers;

            void main() throws Exception {
                var http = HttpClient.newHttpClient();
                var pair = System.getenv("KONTOR_KEY") + ":" + System.getenv("KONTOR_SECRET");
                var who = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes());
            %s    var request = HttpRequest.newBuilder(URI.create("%s"))
                    .method("%s", %s)%s
                    .build();
                var answer = http.send(request, BodyHandlers.ofString());
                IO.println(answer.statusCode() + " " + answer.body());
            }
            """;

    private static final String JAVA_TOKEN =
            """
                var token = http.send(HttpRequest.newBuilder(URI.create("%s"))
                    .header("Authorization", who)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                    .build(), BodyHandlers.ofString()).body();
                who = "Bearer " + token.replaceAll(".*\\"access_token\\":\\"([^\\"]*)\\".*", "$1");
            """;

    private final String label;

    Language(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The code that sends this request and prints status and body of the answer. */
    abstract String write(Sample one);

    private static String headers(Sample one, String pattern, String credentials) {
        return one.headers().entrySet().stream()
                        .map(header -> pattern.formatted(header.getKey(), header.getValue()))
                        .collect(Collectors.joining())
                + credentials;
    }

    private static String shellToken(Sample one) {
        return "TOKEN=$(curl -s %s -d grant_type=client_credentials \\\n  %s%s)\n\n"
                .formatted(SHELL_PAIR, shell(one.base() + TOKENS), SHELL_CUT);
    }

    private static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Within three quotes. */
    private static String escaped(String text, String quote) {
        return text.replace("\\", "\\\\").replace(quote.repeat(2), ("\\" + quote).repeat(2));
    }
}
