package kontor.http;

import java.util.Optional;
import kontor.core.Caller;

/** Who is this? Asked by the server of every request, answered by the iam room. */
public interface Callers {

    /**
     * @param address where the request comes from
     * @throws HttpError 429 when too many from there were wrong
     */
    Optional<Caller> byKey(String address, String accessKey, String secret);

    /** The same for an access token. */
    Optional<Caller> byToken(String address, String accessToken);
}
