package kontor.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kontor.accounts.AccountRoutes;
import kontor.accounts.Accounts;
import kontor.accounts.Balances;
import kontor.accounts.HolderTable;
import kontor.accounts.KnownConnections;
import kontor.approvals.ApprovalChainRoutes;
import kontor.approvals.ApprovalChains;
import kontor.approvals.ApprovalRoutes;
import kontor.approvals.Approvals;
import kontor.approvals.KnownIds;
import kontor.approvals.Settings;
import kontor.assents.Assents;
import kontor.assents.Signers;
import kontor.bankfiles.FileTraffic;
import kontor.bankgirot.Bankgirot;
import kontor.bankgirot.BankgirotSeals;
import kontor.bankgirot.SealRoutes;
import kontor.cancellations.CancellationRoutes;
import kontor.cancellations.Cancellations;
import kontor.cases.Cases;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.connections.ConnectionRoutes;
import kontor.connections.Connections;
import kontor.counterparties.Counterparties;
import kontor.counterparties.CounterpartyRoutes;
import kontor.counterparties.ExternalAccountRoutes;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.Uses;
import kontor.db.Tx;
import kontor.directdebits.DirectDebits;
import kontor.entities.Entities;
import kontor.entities.EntityRoutes;
import kontor.exchangerates.ExchangeRateRoutes;
import kontor.exchangerates.ExchangeRates;
import kontor.iam.OwnAccounts;
import kontor.mandatenews.EarlyAdvices;
import kontor.mandates.Mandates;
import kontor.metadata.MetadataKeyRoutes;
import kontor.metadata.MetadataKeys;
import kontor.passkeys.Signing;
import kontor.payeereviews.PayeeReviews;
import kontor.paymentlimits.LimitRoutes;
import kontor.prenotifications.NoticeDoor;
import kontor.prenotifications.PreNotificationRoutes;
import kontor.prenotifications.PreNotifications;
import kontor.principals.Principals;
import kontor.reopening.EntityMoves;
import kontor.sealkeys.SealKeys;
import kontor.security.Sighting;
import kontor.vault.SealedTexts;
import kontor.waiting.Waiting;
import kontor.waiting.WaitingRoutes;

/** The floor of money and those it belongs to: own accounts, counterparties, who must agree. */
public final class Parties {

    private final Ground ground;
    private final MetadataKeys metadataKeys;
    private final Entities entities;
    private final EntityMoves moves = new EntityMoves();
    private final Accounts accounts;
    private final Balances balances = new Balances();
    private final Channels channels;
    private final Connections connections;
    private final SealKeys sealKeys;
    private final Approvals approvals;
    private final ApprovalChains approvalChains;
    private final ExchangeRates exchangeRates;
    private final ExternalAccounts externalAccounts;
    private final PayeeReviews payeeReviews;
    private final Counterparties counterparties;
    private final PreNotifications notices;
    private final NoticeDoor noticeDoor;

    /**
     * @param channels the ways to banks that connections may name
     * @param uses what keeps an external account from being deleted; asked of the rooms above
     */
    Parties(Ground ground, People people, Channels channels, List<Uses> uses) {
        this.ground = ground;
        this.channels = channels;
        var journal = ground.journal();
        metadataKeys = new MetadataKeys(journal, ground.fourEyes());
        // Rooms that keep one another are asked when something is deleted, when all are there.
        entities =
                new Entities(
                        journal, (tx, ids) -> chains().keepingEntities(tx, ids), new HolderTable());
        connections = new Connections(journal, this::keeping, channels, ground.fourEyes());
        sealKeys = new SealKeys(SealedTexts.with(ground.database(), ground.vault(), "seals"));
        var ids = ground.externalIds();
        accounts = new Accounts(journal, ids, entities, this::knownConnections, moves);
        exchangeRates = new ExchangeRates(journal, ground.fourEyes());
        approvals = new Approvals(people.ownerStep(), assents(ground, people));
        approvalChains = new ApprovalChains(journal, knownIds(people), ground.fourEyes());
        payeeReviews = new PayeeReviews(ground.fourEyes()).joined();
        externalAccounts = new ExternalAccounts(journal, ids, uses, payeeReviews);
        notices =
                new PreNotifications(people.mailing().outbox(), people.organizations()::isSandbox);
        counterparties =
                new Counterparties(
                        journal, ids, externalAccounts, entities::existing, notices::reachable);
        noticeDoor = new NoticeDoor(notices, journal);
    }

    /** With what people approve. */
    private static Assents assents(Ground ground, People people) {
        var principals = new Principals();
        var signers =
                new Signers(
                        people.organizations()::approvesByPasskey,
                        (tx, caller) ->
                                principals
                                        .personBehind(tx, caller.userId())
                                        .map(one -> new Signers.Person(one.identity())),
                        caller -> ground.security().note(Sighting.ofCopiedPasskey(caller)));
        return new Assents(signers, new Signing(people.ways().factors().passkeys()));
    }

    void register() {
        var database = ground.database();
        var resources = ground.resources();
        var routes = ground.routes();
        new MetadataKeyRoutes(resources, metadataKeys).register(routes);
        new EntityRoutes(resources, entities, ground.fourEyes()).register(routes);
        new AccountRoutes(resources, accounts, balances, ground.fourEyes()).register(routes);
        new CounterpartyRoutes(resources, counterparties).register(routes);
        new ExternalAccountRoutes(resources, externalAccounts).register(routes);
        new ApprovalChainRoutes(resources, approvalChains).register(routes);
        var journal = ground.journal();
        new ExchangeRateRoutes(resources, exchangeRates).register(routes);
        new ApprovalRoutes(resources, new Settings(journal, ground.fourEyes())).register(routes);
        new LimitRoutes(resources).register(routes);
        new WaitingRoutes(resources, new Waiting(approvals)).register(routes);
        new ConnectionRoutes(database, resources, connections, new FileTraffic()).register(routes);
        new SealRoutes(resources, connections, sealKeys).register(routes);
    }

    /** What stands beside collections: calling back, and payers who are told beforehand. */
    void registerBesides(DirectDebits debits, Cancellations cancellations) {
        var resources = ground.resources();
        var routes = ground.routes();
        new CancellationRoutes(resources, cancellations).register(routes);
        new PreNotificationRoutes(resources, noticeDoor, debits, notices).register(routes);
    }

    /** What payers are told of collections. */
    PreNotifications notices() {
        return notices;
    }

    /** How they are told of them. */
    NoticeDoor noticeDoor() {
        return noticeDoor;
    }

    public Entities entities() {
        return entities;
    }

    /** Accounts that were given to another entity, whose payments are judged anew. */
    EntityMoves moves() {
        return moves;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Balances balances() {
        return balances;
    }

    Channels channels() {
        return channels;
    }

    Bankgirot bankgirot(Paying paying) {
        var seals = new BankgirotSeals(connections, sealKeys);
        return new Bankgirot(
                seals,
                accounts,
                paying.mandates(),
                paying.directDebits(),
                paying.creditTransfers());
    }

    /** Hears of mandates, and changes them by what was told of them before. */
    Mandates.Listener earlyAdvices(Paying paying) {
        var refused = bankgirot(paying).refused();
        return new EarlyAdvices(new Cases(ground.journal()), paying.mandates(), refused)
                .listener(accounts, connections);
    }

    SealKeys sealKeys() {
        return sealKeys;
    }

    public Connections connections() {
        return connections;
    }

    public Approvals approvals() {
        return approvals;
    }

    MetadataKeys metadataKeys() {
        return metadataKeys;
    }

    ExchangeRates exchangeRates() {
        return exchangeRates;
    }

    public ApprovalChains chains() {
        return approvalChains;
    }

    public PayeeReviews payeeReviews() {
        return payeeReviews;
    }

    ExternalAccounts externalAccounts() {
        return externalAccounts;
    }

    Counterparties counterparties() {
        return counterparties;
    }

    private Map<UUID, String> keeping(Tx tx, Collection<UUID> ids) {
        return accounts.keepingConnections(tx, ids);
    }

    private Map<UUID, KnownConnections.Known> knownConnections(Tx tx, Collection<UUID> ids) {
        return connections.existing(tx, ids).values().stream()
                .collect(Collectors.toMap(Connection::id, this::known));
    }

    private KnownConnections.Known known(Connection connection) {
        boolean simulated = channels.find(connection).flatMap(Channel::simulatedBank).isPresent();
        return new KnownConnections.Known(connection.thirdPartyId(), simulated);
    }

    private KnownIds knownIds(People people) {
        return (tx, kind, ids) ->
                switch (kind) {
                    case ROLE -> people.roles().existing(tx, ids);
                    case USER -> people.users().existing(tx, ids);
                    case ENTITY -> entities.existing(tx, ids);
                    case ACCOUNT -> accounts.forUse(tx, ids).keySet();
                };
    }

    /** What roles can be limited to; asked when requests are served, when all rooms are there. */
    static final class RoleLimits implements OwnAccounts {

        private final Supplier<Parties> parties;

        RoleLimits(Supplier<Parties> parties) {
            this.parties = parties;
        }

        @Override
        public Set<UUID> accounts(Tx tx, Collection<UUID> ids) {
            return parties.get().accounts().forUse(tx, ids).keySet();
        }

        @Override
        public Set<UUID> entities(Tx tx, Collection<UUID> ids) {
            return parties.get().entities().existing(tx, ids);
        }

        @Override
        public Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds) {
            return parties.get().accounts().heldBy(tx, entityIds);
        }
    }
}
