package kontor.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import kontor.addresses.Network;
import kontor.logs.LogForm;
import kontor.server.Edge;

/**
 * What stands in a setting, in the form that it must have; else {@link IllegalArgumentException}
 * says it in the rest of a sentence.
 */
final class Values {

    private static final int LAST_PORT = 65535;
    private static final int LONGEST_WAIT = 3600;
    private static final int LONGEST_PATIENCE = 300;
    private static final int MOST_MINUTES = 24 * 60;
    private static final int MOST_HOURS = 7 * 24;
    private static final int MOST_DAYS = 36_525;
    private static final int MOST_OF_ONE = 100_000;

    /** What readers of files take. */
    private static final int MOST_MEGABYTES = 1024;

    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}");

    private Values() {}

    /** Absent where the text is empty. */
    static <T> Function<String, Optional<T>> optional(Function<String, T> parse) {
        return text -> text.isEmpty() ? Optional.empty() : Optional.of(parse.apply(text));
    }

    static int port(String text) {
        return whole(text, "", 0, LAST_PORT);
    }

    static Integer requests(String text) {
        return whole(text, " of requests", 1, MOST_OF_ONE);
    }

    static Long gigabytes(String text) {
        return (long) whole(text, " of gigabytes", 1, MOST_OF_ONE) << 30;
    }

    static Long megabytes(String text) {
        return (long) whole(text, " of megabytes", 1, MOST_MEGABYTES) << 20;
    }

    static Duration wait(String text) {
        return Duration.ofSeconds(whole(text, " of seconds", 0, LONGEST_WAIT));
    }

    static Duration patience(String text) {
        return Duration.ofSeconds(whole(text, " of seconds", 1, LONGEST_PATIENCE));
    }

    static Duration minutes(String text) {
        return Duration.ofMinutes(whole(text, " of minutes", 1, MOST_MINUTES));
    }

    static Duration hours(String text) {
        return Duration.ofHours(whole(text, " of hours", 1, MOST_HOURS));
    }

    static Duration days(String text) {
        return Duration.ofDays(whole(text, " of days", 1, MOST_DAYS));
    }

    /** Digits without sign, blanks or a unit: "10d" may mean anything. */
    private static int whole(String text, String unit, int least, int most) {
        if (!text.matches("0|[1-9][0-9]{0,8}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "must be a whole number%s from %d to %d".formatted(unit, least, most));
        }
        return Integer.parseInt(text);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text.equals("localhost") ? "127.0.0.1" : text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "must be a numeric address of this machine, such as 127.0.0.1, 0.0.0.0 or ::1");
        }
    }

    static Path folder(String text) {
        if (text.startsWith("~")) {
            throw new IllegalArgumentException("must be the path of a folder, without a ~");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException("must be the path of a folder");
        }
    }

    static Path file(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException("must be the path of a file");
        }
    }

    static String mailbox(String text) {
        if (!MAILBOX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be one e-mail address such as kontor@example.com");
        }
        return text;
    }

    static boolean onOrOff(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    static LogForm logForm(String text) {
        return switch (text) {
            case "text" -> LogForm.TEXT;
            case "json" -> LogForm.JSON;
            default -> throw new IllegalArgumentException("must be text or json");
        };
    }

    static List<Network> networks(String text) {
        String form = "must be addresses or networks such as 10.0.0.7 or 10.0.0.0/8";
        return words(text, Network::parse, form + ", separated by commas");
    }

    static List<String> origins(String text) {
        String form = "must be origins such as https://app.example.com or http://localhost:*";
        return words(text, Edge::origin, form + ", separated by commas");
    }

    private static <T> List<T> words(String text, Function<String, T> parse, String form) {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .map(parse)
                    .toList();
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(form);
        }
    }
}
