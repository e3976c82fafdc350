package kontor.signinpages;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kontor.factors.SecondFactors;
import kontor.identities.Identities;
import kontor.pages.Figures;
import kontor.passkeys.Passkey;
import kontor.passkeys.Passkeys;

/** With what a person signs in, as the profile shows it. */
public final class ProfileKeys {

    private final Identities identities;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final ProviderDesk providers;

    ProfileKeys(
            Identities identities,
            SecondFactors factors,
            Passkeys passkeys,
            ProviderDesk providers) {
        this.identities = identities;
        this.factors = factors;
        this.passkeys = passkeys;
        this.providers = providers;
    }

    /**
     * A passkey.
     *
     * @param used when it was last used; empty where it never was
     */
    public record Key(String id, String name, boolean copyable, String made, String used) {}

    /**
     * What the profile shows.
     *
     * @param fresh whether the person has just shown who it is, and may change this
     * @param hasPassword whether the person can show that by a password
     * @param demanded whether a passkey is asked for after the password
     * @param codesLeft recovery codes that were not used
     * @param provider the name of the provider of sign-ins; empty where there is none
     * @param linked whether the person signs in by it, too
     */
    public record View(
            boolean fresh,
            boolean hasPassword,
            List<Key> keys,
            boolean demanded,
            int codesLeft,
            PasskeyDesk.Offer offer,
            String provider,
            boolean linked) {

        /** Whether there would still be a way in without the provider. */
        public boolean canUnlink() {
            return fresh && (hasPassword || !keys.isEmpty());
        }
    }

    View of(UUID identity, ZoneId zone, boolean fresh, PasskeyDesk.Offer offer) {
        var second = factors.of(identity);
        return new View(
                fresh,
                identities.hasPassword(identity),
                passkeys.of(identity).stream().map(one -> key(one, zone)).toList(),
                second.demanded(),
                second.codesLeft(),
                offer,
                providers.name(),
                providers.isLinked(identity));
    }

    /** Whether somebody could sign in without a passkey. */
    boolean hasWayWithoutPasskey(UUID identity) {
        return identities.hasPassword(identity) || providers.isLinked(identity);
    }

    /** Whether somebody could sign in without the provider. */
    boolean hasWayWithoutProvider(UUID identity) {
        return identities.hasPassword(identity) || passkeys.has(identity);
    }

    private static Key key(Passkey one, ZoneId zone) {
        return new Key(
                one.id().toString(),
                one.name(),
                one.key().copyable(),
                Figures.moment(one.created(), zone),
                moment(one.used(), zone));
    }

    private static String moment(Optional<Instant> instant, ZoneId zone) {
        return instant.map(one -> Figures.moment(one, zone)).orElse("");
    }
}
