package kontor.snippets;

import java.util.stream.Collectors;

/** Requests in JavaScript, for Node.js without packages. */
// The code of a language is read in one piece, above what is put into it.
@SuppressWarnings("InlineFormatString")
final class JavaScript {

    private static final String CODE =
            """
            %sconst answer = await fetch(%s, {
              method: "%s",
              headers: {
            %s  },%s
            });
            console.log(answer.status, await answer.text());
            """;

    private static final String WHO =
            """
            const pair = process.env.%s + ":" + process.env.%s;
            %s who = "Basic " + Buffer.from(pair).toString("base64");
            """;

    private static final String TOKEN =
            """
            const token = await fetch("%s", {
              method: "POST",
              headers: { Authorization: who },
              body: new URLSearchParams({ grant_type: "client_credentials" }),
            });
            who = "Bearer " + (await token.json()).access_token;
            """;

    private JavaScript() {}

    static String write(Sample one) {
        String body = one.body().replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${");
        return CODE.formatted(
                who(one),
                with(Language.quoted(one.url()), one),
                one.method(),
                headers(one),
                one.hasBody() ? "\n  body: " + with("`" + body + "`", one) + "," : "");
    }

    private static String who(Sample one) {
        var who = one.credentials();
        if (!who.areNeeded()) {
            return "";
        }
        String basic = WHO.formatted(who.key(), who.secret(), who.isBearer() ? "let" : "const");
        return who.isBearer() ? basic + TOKEN.formatted(one.base() + Language.TOKENS) : basic;
    }

    private static String headers(Sample one) {
        String who = one.credentials().areNeeded() ? "    Authorization: who,\n" : "";
        return who
                + one.headers().entrySet().stream()
                        .map(
                                header ->
                                        "    %s: %s,\n"
                                                .formatted(
                                                        Language.quoted(header.getKey()),
                                                        with(
                                                                Language.quoted(header.getValue()),
                                                                one)))
                        .collect(Collectors.joining());
    }

    private static String with(String literal, Sample one) {
        return literal
                + one.variablesIn(literal).stream()
                        .map(name -> ".replaceAll(\"$%1$s\", process.env.%1$s)".formatted(name))
                        .collect(Collectors.joining());
    }
}
