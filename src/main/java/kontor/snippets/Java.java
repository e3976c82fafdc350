package kontor.snippets;

import java.util.stream.Collectors;

/** Requests in Java 25, as a file that {@code java} runs. */
// The code of a language is read in one piece, above what is put into it.
@SuppressWarnings("InlineFormatString")
final class Java {

    private static final String CODE =
            """
            import java.net.http.*;
            import java.net.http.HttpRequest.BodyPublishers;
            import java.net.http.HttpResponse.BodyHandlers;

            void main() throws Exception {
                var http = HttpClient.newHttpClient();
            %s    var request = HttpRequest.newBuilder(URI.create(%s))
                    .method("%s", %s)%s
                    .build();
                var answer = http.send(request, BodyHandlers.ofString());
                IO.println(answer.statusCode() + " " + answer.body());
            }
            """;

    private static final String WHO =
            """
                var pair = System.getenv("%s") + ":" + System.getenv("%s");
                var who = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes());
            """;

    private static final String TOKEN =
            """
                var token = http.send(HttpRequest.newBuilder(URI.create("%s"))
                    .header("Authorization", who)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                    .build(), BodyHandlers.ofString()).body();
                who = "Bearer " + token.replaceAll(".*\\"access_token\\":\\"([^\\"]*)\\".*", "$1");
            """;

    private Java() {}

    static String write(Sample one) {
        return CODE.formatted(
                who(one),
                with(Language.quoted(one.url()), one),
                one.method(),
                one.hasBody() ? publisher(one) : "BodyPublishers.noBody()",
                headers(one));
    }

    private static String who(Sample one) {
        var who = one.credentials();
        if (!who.areNeeded()) {
            return "";
        }
        String basic = WHO.formatted(who.key(), who.secret());
        return who.isBearer() ? basic + TOKEN.formatted(one.base() + Language.TOKENS) : basic;
    }

    private static String publisher(Sample one) {
        String text = "\"\"\"\n" + Language.between(one.body(), "\"") + "\"\"\"";
        return "BodyPublishers.ofString(" + with(text, one) + ")";
    }

    private static String headers(Sample one) {
        String pattern = "\n        .header(%s, %s)";
        String who =
                one.credentials().areNeeded() ? pattern.formatted("\"Authorization\"", "who") : "";
        return who
                + one.headers().entrySet().stream()
                        .map(
                                header ->
                                        pattern.formatted(
                                                Language.quoted(header.getKey()),
                                                with(Language.quoted(header.getValue()), one)))
                        .collect(Collectors.joining());
    }

    private static String with(String literal, Sample one) {
        return literal
                + one.variablesIn(literal).stream()
                        .map(name -> ".replace(\"$%1$s\", System.getenv(\"%1$s\"))".formatted(name))
                        .collect(Collectors.joining());
    }
}
