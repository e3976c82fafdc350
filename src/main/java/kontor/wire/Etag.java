package kontor.wire;

import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.InvalidRequest;

/** The version of a resource as the API writes it: {@code version:3}. */
public final class Etag {

    /**
     * Proxies that compress an answer say so in its etag: they make it weak, or add the name of
     * what they did ({@code "version:3-gzip"}). The version that it names is the same.
     */
    private static final Pattern ETAG =
            Pattern.compile("(?:W/)?(\"?)version:([0-9]{1,9})(?:-[a-z]{1,8}|;[a-z]{1,8})?\\1");

    private Etag() {}

    public static String of(int version) {
        return "version:" + version;
    }

    /**
     * The version that a change is meant for; with or without quotes, {@code *} means any.
     *
     * @param name where it was told, for the fault
     */
    public static Optional<Integer> expected(String name, String text) {
        String told = text.strip();
        if (told.equals("*")) {
            return Optional.empty();
        }
        var match = ETAG.matcher(told);
        if (!match.matches()) {
            throw new InvalidRequest(Fault.invalid(name, "must be an etag like version:3"));
        }
        return Optional.of(Integer.valueOf(match.group(2)));
    }
}
