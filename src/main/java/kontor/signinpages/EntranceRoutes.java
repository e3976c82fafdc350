package kontor.signinpages;

import java.net.URI;
import java.util.Optional;
import kontor.factors.Factors;
import kontor.http.Routes;
import kontor.iam.Organizations;
import kontor.identities.Identities;
import kontor.invitations.Invitations;
import kontor.openid.Links;
import kontor.openid.OpenId;
import kontor.pages.Pages;
import kontor.resets.Confirmations;
import kontor.resets.Resets;
import kontor.sessions.Sessions;

/** The pages of this room, put together. */
public final class EntranceRoutes {

    /** Where the provider sends people back to. */
    public static final String BACK = ProviderDesk.BACK;

    private final Pages pages;
    private final URI base;
    private final Arrivals arrivals;
    private final Ways ways;
    private final Doors doors;

    /** Whom they ask. */
    public record Doors(
            Identities identities,
            Sessions sessions,
            Organizations organizations,
            Invitations invitations,
            Resets resets,
            Confirmations confirmations) {}

    /**
     * With what people sign in beside a password.
     *
     * @param openId the provider; empty where none is set
     */
    public record Ways(Factors factors, Optional<OpenId> openId, Links links) {}

    /**
     * @param base the address that people know this Kontor by
     */
    public EntranceRoutes(Pages pages, URI base, Arrivals arrivals, Ways ways, Doors doors) {
        this.pages = pages;
        this.base = base;
        this.arrivals = arrivals;
        this.ways = ways;
        this.doors = doors;
    }

    public void register(Routes routes) {
        var identities = doors.identities;
        var second = ways.factors.second();
        var passkeys = ways.factors.passkeys();
        var desk = new PasskeyDesk(passkeys, arrivals, base);
        var providers = new ProviderDesk(pages, ways.openId, ways.links, base);
        new SignInRoutes(pages, identities, arrivals, desk, providers).register(routes);
        new SecondFactorRoutes(pages, identities, second, arrivals, desk).register(routes);
        new InvitationPageRoutes(pages, doors.invitations, identities, arrivals, providers)
                .register(routes);
        var keys = new ProfileKeys(identities, second, passkeys, providers);
        new OpenIdRoutes(pages, providers, keys, doors.invitations, arrivals).register(routes);
        var profile = new ProfileRoutes(pages, arrivals, doors, keys, desk);
        profile.register(routes);
        new ProfileKeyRoutes(pages, profile, keys, second, arrivals, desk).register(routes);
        new SessionRoutes(pages, doors.sessions, doors.organizations, arrivals).register(routes);
    }
}
