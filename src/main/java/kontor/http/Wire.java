package kontor.http;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import kontor.security.Attempt;
import org.jspecify.annotations.Nullable;

/** The transport's side of a request. */
public interface Wire {

    /** What came over the wire, without anything of the transport. */
    record Incoming(
            String method,
            String path,
            String rawQuery,
            Map<String, List<String>> query,
            Function<String, @Nullable String> header,
            String remoteAddress,
            byte[] body,
            InputStream stream,
            UUID requestId,
            Attempt attempt) {}

    UUID requestId();

    String method();

    String path();

    String rawQuery();

    Map<String, List<String>> query();

    @Nullable String header(String name);

    /** As they were written, each once. */
    Set<String> headerNames();

    /** Whether a header that has one value was sent more than once. */
    boolean repeats(String header);

    /** Where the request comes from, in front of trusted proxies. */
    String remoteAddress();

    /** Whose share of the memory for requests it uses from now on. */
    void belongsTo(String holder);

    /**
     * The whole body; its memory counts as used for work when it is there.
     *
     * @throws HttpError 413 when there are more than {@code most} bytes, 408 when they come too
     *     slowly, 503 when there is no memory for them
     */
    byte[] body(int most);

    /** The body while it arrives; reading ends with the same errors. */
    InputStream stream(int most);

    /** What must be right of the headers of a request before anything is made of them. */
    final class HeaderRules {

        /** Two of them would mean two things, and a proxy in front may go by the other one. */
        private static final List<String> SINGLE =
                List.of(
                        "Authorization",
                        Call.IDEMPOTENCY_KEY,
                        Call.IF_MATCH,
                        "Content-Type",
                        "Content-Encoding",
                        "Origin",
                        "Sec-Fetch-Site",
                        "X-Testbank-Authorization");

        private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");

        private HeaderRules() {}

        static void require(Route route, Wire wire) {
            for (String header : SINGLE) {
                if (wire.repeats(header)) {
                    throw new HttpError(
                            400,
                            "repeated_header",
                            "the header " + header + " was sent more than once; send it once");
                }
            }
            if (route.takesIdempotencyKey() || route.ifMatch() != Route.IfMatch.IGNORED) {
                refuseMisspelt(route, wire);
            }
        }

        /**
         * A key that is overlooked pays twice when the request is sent again, and a version that is
         * overlooked undoes what others changed: so what can only mean them is refused.
         */
        private static void refuseMisspelt(Route route, Wire wire) {
            for (String name : wire.headerNames()) {
                var meant = meant(name).filter(known -> counts(route, known));
                if (meant.isPresent() && wire.header(meant.get()) == null) {
                    throw new HttpError(
                            400,
                            "misspelt_header",
                            "the header %s is not known; write it %s".formatted(name, meant.get()));
                }
            }
        }

        private static boolean counts(Route route, String header) {
            return header.equals(Call.IF_MATCH)
                    ? route.ifMatch() != Route.IfMatch.IGNORED
                    : route.takesIdempotencyKey();
        }

        /** The header that a name can only mean, however it is written. */
        private static Optional<String> meant(String name) {
            String plain = NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
            if (plain.contains("idempot")) {
                return Optional.of(Call.IDEMPOTENCY_KEY);
            }
            return plain.equals("ifmatch") || plain.equals("xifmatch")
                    ? Optional.of(Call.IF_MATCH)
                    : Optional.empty();
        }
    }
}
