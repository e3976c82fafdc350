package kontor.wire;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.core.InvalidRequest;

/** The version of a resource as the API writes it: {@code version:3}. */
public final class Etag {

    /**
     * Proxies that compress an answer say so in its etag: they make it weak, or add the name of
     * what they did ({@code "version:3-gzip"}). The version that it names is the same. Other words
     * behind it are no proxy's: who wrote them did not mean a version that we gave.
     */
    private static final Pattern ETAG =
            Pattern.compile(
                    "(?:[Ww]/)?(\"?)version:([0-9]{1,9})(?:[-;+:]{1,2}(?:x-)?(?:%s))?\\1"
                            .formatted("gzip|br|brotli|deflate|inflate|zstd|bzip2|compress|df"));

    private Etag() {}

    public static String of(int version) {
        return "version:" + version;
    }

    /**
     * The version that a change is meant for; with or without quotes, {@code *} means any. Of a
     * list it is the highest: whoever was told that version can meet no lower one.
     *
     * @param name where it was told, for the fault
     */
    public static Optional<Integer> expected(String name, String text) {
        if (text.strip().equals("*")) {
            return Optional.empty();
        }
        var highest =
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .map(ETAG::matcher)
                        .filter(Matcher::matches)
                        .map(match -> Integer.valueOf(match.group(2)))
                        .max(Comparator.naturalOrder());
        if (highest.isEmpty()) {
            throw new InvalidRequest(Fault.invalid(name, "must be an etag like version:3"));
        }
        return highest;
    }
}
