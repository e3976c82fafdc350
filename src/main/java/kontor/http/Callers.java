package kontor.http;

import java.util.Optional;
import kontor.core.Caller;

/** Who is this? Asked by the server of every request, answered by the iam room. */
public interface Callers {

    Optional<Caller> byKey(String accessKey, String secret);

    Optional<Caller> byToken(String accessToken);
}
