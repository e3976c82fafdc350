package kontor.app;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import kontor.administration.Administration;
import kontor.administration.ChangeRequestDesk;
import kontor.approvals.OwnerStep;
import kontor.changerequests.Office;
import kontor.config.Config;
import kontor.core.OrganizationId;
import kontor.db.Tx;
import kontor.factors.Factors;
import kontor.guesses.Guesses;
import kontor.iam.AuditLog;
import kontor.iam.AuditLogRoutes;
import kontor.iam.InvitationLinks;
import kontor.iam.Organizations;
import kontor.iam.OwnAccounts;
import kontor.iam.RoleUses;
import kontor.iam.Roles;
import kontor.iam.UserChanges;
import kontor.iam.Users;
import kontor.identities.Identities;
import kontor.identities.Memberships;
import kontor.invitations.InvitationRoutes;
import kontor.invitations.Invitations;
import kontor.mail.Outbox;
import kontor.mail.Postman;
import kontor.openid.Links;
import kontor.openid.OpenId;
import kontor.openid.Provider;
import kontor.passkeys.RelyingParty;
import kontor.resets.Resets;
import kontor.sessions.Demands;
import kontor.sessions.SessionCookie;
import kontor.sessions.SessionVisitors;
import kontor.sessions.Sessions;
import kontor.signin.Checkers;
import kontor.signin.Credentials;
import kontor.signin.SigningKeys;
import kontor.signin.TokenRoutes;
import kontor.signin.Tokens;
import kontor.signinpages.Arrivals;
import kontor.signinpages.EntranceRoutes;
import kontor.vault.InstallationSecrets;
import kontor.visits.OwnSite;
import kontor.visits.Reception;

/** The floor of those who act: organizations, roles, users, and how they sign in. */
public final class People {

    private final Ground ground;
    private final String issuer;
    private final Guesses guesses;
    private final Optional<Provider> provider;
    private final Organizations organizations;
    private final Roles roles;
    private final Users users;
    private final UserChanges userChanges;
    private final InvitationLinks invitationLinks;
    private final Administration administration;
    private final Office office;
    private final SigningKeys signingKeys;
    private final Tokens tokens;
    private final Credentials credentials;
    private final AuditLog auditLog;
    private final Identities identities;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Mailing mailing;
    private final Factors factors;
    private final Memberships memberships = new Memberships();
    private final Demands demands = new Demands(one -> organizations().demandsSecondFactor(one));

    /**
     * @param issuer the address that clients know this Kontor by; it stands in access tokens
     * @param settings how people come in
     * @param guards who slows down those who guess
     * @param accounts what roles can be limited to
     * @param uses what keeps a role from being deleted
     */
    People(
            Ground ground,
            String issuer,
            Config.People settings,
            Guards guards,
            OwnAccounts accounts,
            RoleUses uses) {
        this.ground = ground;
        this.issuer = issuer;
        this.guesses = guards.signIns;
        this.provider = settings.provider();
        var database = ground.database();
        var journal = ground.journal();
        auditLog = new AuditLog(database, ground.events());
        organizations = new Organizations(database, journal, this::haveFactor);
        roles = new Roles(journal, accounts, uses);
        var outbox = Mailing.outbox(ground, settings);
        invitationLinks = new InvitationLinks(Mailing.forPeople(issuer), outbox);
        users = new Users(journal, accounts, uses, invitationLinks);
        userChanges = new UserChanges(journal, accounts, uses, invitationLinks);
        administration = new Administration(journal, ground.fourEyes(), watched());
        office = checkers(accounts, outbox);
        signingKeys = new SigningKeys(database, ground.vault());
        tokens = new Tokens(signingKeys, issuer, database.clock());
        credentials = credentials(ground, tokens, accounts, guards.signIns);
        identities = new Identities(database, guards.signIns);
        sessions = new Sessions(database, settings.sessions());
        cookie = new SessionCookie(URI.create(issuer));
        var holders = new Mailing.Holders(identities, sessions, guards.links);
        mailing = new Mailing(ground, Mailing.forPeople(issuer), outbox, settings.mail(), holders);
        factors = factors(ground, guesses, cookie.base());
    }

    private Administration.Rooms watched() {
        return new Administration.Rooms(users, userChanges, roles, organizations, mostRequests());
    }

    private Office checkers(OwnAccounts accounts, Outbox outbox) {
        return new Checkers(
                new Checkers.Rooms(organizations, accounts, administration.exemptions()::isExempt),
                new Checkers.Mailing(outbox, Mailing.forPeople(issuer)),
                this::forget,
                mostRequests());
    }

    private int mostRequests() {
        return ground.allowance().requestsPerSecond();
    }

    private static Credentials credentials(
            Ground ground, Tokens tokens, OwnAccounts accounts, Guesses guesses) {
        return new Credentials(
                ground.database(),
                tokens,
                accounts,
                guesses,
                ground.allowance(),
                ground.security()::note);
    }

    private static Factors factors(Ground ground, Guesses guesses, URI base) {
        var database = ground.database();
        return Factors.on(
                database,
                guesses,
                RelyingParty.of(base),
                () -> InstallationSecrets.ticketKey(database, ground.vault()));
    }

    /** Who slows down those who guess: credentials, and links or addresses without them. */
    record Guards(Guesses signIns, Guesses links) {

        static Guards enforced(boolean enforced) {
            return new Guards(
                    new Guesses(enforced, System::nanoTime),
                    new Guesses(
                            enforced,
                            System::nanoTime,
                            "too many links were asked for or tried from here"));
        }
    }

    void register() {
        var resources = ground.resources();
        var routes = ground.routes();
        new TokenRoutes(credentials, signingKeys, issuer).register(routes);
        administration.register(routes, resources, this::forget);
        new InvitationRoutes(invitations(), identities).register(routes);
        new AuditLogRoutes(resources, auditLog).register(routes);
    }

    public Organizations organizations() {
        return organizations;
    }

    public Roles roles() {
        return roles;
    }

    public Users users() {
        return users;
    }

    AuditLog auditLog() {
        return auditLog;
    }

    public Administration administration() {
        return administration;
    }

    ChangeRequestDesk changeRequestDesk() {
        return new ChangeRequestDesk(
                ground.database(), organizations, administration.changeRequests());
    }

    Office office() {
        return office;
    }

    /** Who sends mail; nobody where no mail server is set. */
    public Optional<Postman> postman() {
        return mailing.postman();
    }

    /** The address that clients know this Kontor by. */
    String issuer() {
        return issuer;
    }

    Mailing mailing() {
        return mailing;
    }

    public Resets resets() {
        return mailing.resets();
    }

    public InvitationLinks invitationLinks() {
        return invitationLinks;
    }

    public Identities identities() {
        return identities;
    }

    Sessions sessions() {
        return sessions;
    }

    Invitations invitations() {
        return new Invitations(
                ground.database(),
                ground.changes(),
                organizations,
                userChanges.acceptance(),
                guesses);
    }

    /** Receives people with a browser. */
    Reception reception() {
        var visitors = new SessionVisitors(sessions, cookie, credentials, demands);
        return new Reception(visitors, new OwnSite(cookie.base()));
    }

    Arrivals arrivals() {
        return new Arrivals(
                new Arrivals.Doors(
                        identities, sessions, factors.second(), credentials, organizations),
                cookie,
                ground.security());
    }

    /** With what people sign in beside a password. */
    EntranceRoutes.Ways ways() {
        return new EntranceRoutes.Ways(factors, openId(), new Links(ground.database()));
    }

    private Optional<OpenId> openId() {
        var back = URI.create(issuer + EntranceRoutes.BACK);
        return provider.map(one -> new OpenId(one, back, factors.tickets(), guesses, OpenId.WHOLE));
    }

    /** Whether a user is a person who has a passkey. */
    private boolean haveFactor(Tx tx, UUID user) {
        var keys = factors.passkeys();
        return memberships.identityOf(tx, user).filter(one -> keys.has(tx, one)).isPresent();
    }

    /** This node sees at once who may what in an organization. */
    void forget(OrganizationId organization) {
        credentials.forget(organization);
        demands.forget(organization);
    }

    SigningKeys signingKeys() {
        return signingKeys;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Who approves where no chain applies. */
    OwnerStep ownerStep() {
        return new OwnerStep() {
            @Override
            public UUID ownerRole(Tx tx) {
                return roles.owner(tx);
            }

            @Override
            public boolean keysMayDecide(Tx tx) {
                return organizations.keysMayApproveAsOwner(tx);
            }
        };
    }
}
