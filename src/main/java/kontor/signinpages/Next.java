package kontor.signinpages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where somebody goes on to after signing in: to a page of this host, and nowhere else. */
final class Next {

    static final String FIELD = "next";
    private static final String HOME = "/";
    private static final int LONGEST = 2_000;

    /** A path and a query; no second slash, no backslash and no blank, which browsers bend. */
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]*");

    private static final Pattern SIGN_IN = Pattern.compile("/(login|logout|reset|confirm)\\b.*");

    private Next() {}

    static String of(String wanted) {
        boolean isOwn =
                wanted.length() <= LONGEST
                        && OWN.matcher(wanted).matches()
                        && !SIGN_IN.matcher(wanted).matches();
        return isOwn ? wanted : HOME;
    }

    /** A path that remembers where to go on to. */
    static String after(String path, String wanted) {
        String next = of(wanted);
        return next.equals(HOME)
                ? path
                : path
                        + (path.contains("?") ? "&" : "?")
                        + FIELD
                        + "="
                        + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }
}
