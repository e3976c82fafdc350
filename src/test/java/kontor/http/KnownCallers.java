package kontor.http;

import java.util.Optional;
import java.util.function.Function;
import kontor.core.Caller;

/**
 * Who may call a server that has no installation behind it: whoever a test knows by the name of a
 * key, whatever the secret.
 */
public record KnownCallers(Function<String, Optional<Caller>> byName) implements Callers {

    public static final Callers NOBODY = new KnownCallers(_ -> Optional.empty());

    @Override
    public Optional<Caller> byKey(String address, String accessKey, String secret) {
        return byName.apply(accessKey);
    }

    @Override
    public Optional<Caller> byToken(String address, String accessToken) {
        return Optional.empty();
    }
}
