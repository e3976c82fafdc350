package kontor.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
}
