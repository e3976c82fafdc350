package kontor.openid;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the provider publishes: its addresses and its keys. Both are kept for an hour; keys that are
 * not known are asked for at most every half minute, and a provider that does not answer is left
 * alone for ten seconds.
 */
final class Papers {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final Provider provider;
    private final Wire wire;
    private final LongSupplier nanoTime;
    private @Nullable Published published;
    private @Nullable Unreachable failure;
    private long failedAt;

    Papers(Provider provider, Wire wire, LongSupplier nanoTime) {
        this.provider = provider;
        this.wire = wire;
        this.nanoTime = nanoTime;
    }

    /**
     * What was published.
     *
     * @param at when it was read, in nanoseconds of the clock
     */
    record Published(OIDCProviderMetadata metadata, JWKSet keys, long at) {

        URI authorization() {
            return metadata.getAuthorizationEndpointURI();
        }

        URI token() {
            return metadata.getTokenEndpointURI();
        }
    }

    /** As it is known. */
    synchronized Published known() throws Unreachable {
        return of(KEPT);
    }

    /** As it is now: the provider may have other keys since. */
    synchronized Published fresh() throws Unreachable {
        return of(AGAIN);
    }

    private Published of(Duration age) throws Unreachable {
        var now = published;
        if (now != null && isWithin(now.at, age)) {
            return now;
        }
        if (failure != null && isWithin(failedAt, LEFT_ALONE)) {
            throw failure;
        }
        try {
            var read = read();
            published = read;
            failure = null;
            return read;
        } catch (Unreachable away) {
            failure = away;
            failedAt = nanoTime.getAsLong();
            throw away;
        }
    }

    private boolean isWithin(long at, Duration age) {
        return nanoTime.getAsLong() - at < age.toNanos();
    }

    private Published read() throws Unreachable {
        try {
            var metadata = OIDCProviderMetadata.parse(wire.document(provider.discovery()));
            if (!metadata.getIssuer().getValue().equals(provider.issuer().toString())) {
                throw new Unreachable(
                        "the provider calls itself "
                                + metadata.getIssuer()
                                + " and not "
                                + provider.issuer());
            }
            requireSafe(metadata.getAuthorizationEndpointURI());
            requireSafe(metadata.getTokenEndpointURI());
            requireSafe(metadata.getJWKSetURI());
            var keys = JWKSet.parse(wire.document(metadata.getJWKSetURI()));
            return new Published(metadata, keys, nanoTime.getAsLong());
        } catch (ParseException | java.text.ParseException no) {
            throw new Unreachable("what the provider publishes cannot be read: " + no.getMessage());
        }
    }

    private static void requireSafe(@Nullable URI address) throws Unreachable {
        if (address == null || !Provider.isSafe(address)) {
            throw new Unreachable("the provider publishes the address " + address);
        }
    }
}
