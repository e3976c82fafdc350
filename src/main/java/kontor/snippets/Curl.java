package kontor.snippets;

import java.util.regex.Matcher;

/** Requests as commands of a shell. */
final class Curl {

    private static final String CUT = " | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/'";

    private Curl() {}

    static String write(Sample one) {
        var code = new StringBuilder(one.credentials().isBearer() ? token(one) : "");
        code.append("curl -i ");
        if (!one.method().equals(one.hasBody() ? "POST" : "GET")) {
            code.append("-X ").append(one.method()).append(' ');
        }
        code.append(text(one.url(), one));
        switch (one.credentials().kind()) {
            case NONE -> {}
            case BASIC -> code.append(" \\\n  ").append(pair(one));
            case BEARER -> code.append(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
        }
        one.headers()
                .forEach(
                        (name, value) ->
                                code.append(" \\\n  -H ").append(text(name + ": " + value, one)));
        if (one.hasBody()) {
            code.append(" \\\n  -d ").append(text(one.body(), one));
        }
        return code.append('\n').toString();
    }

    private static String pair(Sample one) {
        var who = one.credentials();
        return "-u \"$" + who.key() + ":$" + who.secret() + '"';
    }

    private static String token(Sample one) {
        return "TOKEN=$(curl -s %s -d grant_type=client_credentials \\\n  %s%s)\n\n"
                .formatted(pair(one), text(one.base() + Language.TOKENS, one), CUT);
    }

    /** In single quotes, in which a shell reads nothing; variables stand outside of them. */
    private static String text(String text, Sample one) {
        String quoted = "'" + text.replace("'", "'\\''") + "'";
        for (String name : one.variablesIn(text)) {
            quoted =
                    quoted.replaceAll(
                            "\\$" + name + "(?![A-Z0-9_])",
                            Matcher.quoteReplacement("'\"$" + name + "\"'"));
        }
        return quoted.endsWith("\"''") ? quoted.substring(0, quoted.length() - 2) : quoted;
    }
}
