package kontor.security;

import java.util.Optional;
import java.util.UUID;
import kontor.core.Caller;
import org.jspecify.annotations.Nullable;

/** One request while it is judged: gathers what the security log may know of it. */
public final class Attempt {

    private final long begunNanos = System.nanoTime();
    private String operation = "";
    private Exchange.Gives gives = Exchange.Gives.NOTHING;
    private @Nullable String key;
    private @Nullable Caller caller;

    /** Which operation was asked for, without what the client put in. */
    public void at(String declared, Exchange.Gives given) {
        operation = declared;
        gives = given;
    }

    /** Under which access key somebody tries. */
    public void as(String accessKey) {
        key = accessKey;
    }

    /** Who it was found to be. */
    public void by(Caller known) {
        caller = known;
    }

    /**
     * What became of it.
     *
     * @param code the machine word of a refusal, else empty
     */
    public Exchange ended(UUID requestId, String address, String path, int status, String code) {
        return new Exchange(
                requestId,
                address,
                Optional.ofNullable(caller),
                Optional.ofNullable(key),
                operation,
                path,
                gives,
                status,
                code,
                System.nanoTime() - begunNanos);
    }
}
