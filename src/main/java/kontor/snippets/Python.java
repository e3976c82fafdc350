package kontor.snippets;

import java.util.Map;
import java.util.stream.Collectors;

/** Requests in Python, by its standard library. */
// The code of a language is read in one piece, above what is put into it.
@SuppressWarnings("InlineFormatString")
final class Python {

    private static final String CODE =
            """
            %srequest = urllib.request.Request(
                %s,
                method="%s",
                headers={
            %s    },
                data=%s,
            )
            try:
                answer = urllib.request.urlopen(request)
            except urllib.error.HTTPError as refused:
                answer = refused
            print(answer.status, answer.read().decode())
            """;

    private static final String WHO =
            """
            pair = os.environ["%s"] + ":" + os.environ["%s"]
            who = "Basic " + base64.b64encode(pair.encode()).decode()
            """;

    private static final String TOKEN =
            """
            token = urllib.request.Request(
                "%s",
                headers={"Authorization": who},
                data=b"grant_type=client_credentials",
            )
            who = "Bearer " + json.load(urllib.request.urlopen(token))["access_token"]
            """;

    private Python() {}

    static String write(Sample one) {
        String body =
                one.hasBody()
                        ? with("'''" + Language.between(one.body(), "'") + "'''", one) + ".encode()"
                        : "None";
        return "import base64, json, os, urllib.error, urllib.request\n\n"
                + CODE.formatted(
                        who(one),
                        with(Language.quoted(one.url()), one),
                        one.method(),
                        headers(one),
                        body);
    }

    private static String who(Sample one) {
        var who = one.credentials();
        if (!who.areNeeded()) {
            return "";
        }
        String basic = WHO.formatted(who.key(), who.secret());
        return who.isBearer() ? basic + TOKEN.formatted(one.base() + Language.TOKENS) : basic;
    }

    private static String headers(Sample one) {
        String who = one.credentials().areNeeded() ? "        \"Authorization\": who,\n" : "";
        return who
                + one.headers().entrySet().stream()
                        .map(header -> header(header, one))
                        .collect(Collectors.joining());
    }

    private static String header(Map.Entry<String, String> header, Sample one) {
        return "        %s: %s,\n"
                .formatted(
                        Language.quoted(header.getKey()),
                        with(Language.quoted(header.getValue()), one));
    }

    private static String with(String literal, Sample one) {
        return literal
                + one.variablesIn(literal).stream()
                        .map(name -> ".replace(\"$%1$s\", os.environ[\"%1$s\"])".formatted(name))
                        .collect(Collectors.joining());
    }
}
