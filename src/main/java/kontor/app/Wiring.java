package kontor.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.accounts.AccountRoutes;
import kontor.accounts.Accounts;
import kontor.accounts.Balances;
import kontor.accounts.Entities;
import kontor.accounts.EntityRoutes;
import kontor.accounts.KnownConnections;
import kontor.approvals.ApprovalChains;
import kontor.approvals.ApprovalRoutes;
import kontor.approvals.Approvals;
import kontor.approvals.ExchangeRates;
import kontor.approvals.KnownIds;
import kontor.approvals.OwnerStep;
import kontor.approvals.Settings;
import kontor.banks.BankJobs;
import kontor.banks.BankWork;
import kontor.banks.InstructionRoutes;
import kontor.batches.BatchKind;
import kontor.batches.BatchKinds;
import kontor.batches.BatchRoutes;
import kontor.batches.BatchWork;
import kontor.changes.Changes;
import kontor.changes.ExternalIds;
import kontor.changes.Journal;
import kontor.connections.Channel;
import kontor.connections.Channels;
import kontor.connections.Connection;
import kontor.connections.ConnectionRoutes;
import kontor.connections.Connections;
import kontor.connections.FolderChannel;
import kontor.core.OrganizationId;
import kontor.counterparties.Counterparties;
import kontor.counterparties.CounterpartyRoutes;
import kontor.counterparties.ExternalAccountRoutes;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.InlineAccounts;
import kontor.credittransfers.CreditTransferChecks;
import kontor.credittransfers.CreditTransferRoutes;
import kontor.credittransfers.CreditTransfers;
import kontor.credittransfers.NewCreditTransfer;
import kontor.db.Database;
import kontor.db.Tx;
import kontor.directdebits.DirectDebitChecks;
import kontor.directdebits.DirectDebitRoutes;
import kontor.directdebits.DirectDebits;
import kontor.directdebits.NewDirectDebit;
import kontor.events.Events;
import kontor.http.Dispatch;
import kontor.http.ErrorPage;
import kontor.http.PageTokens;
import kontor.http.Routes;
import kontor.iam.AuditLogRoutes;
import kontor.iam.InstallationSecrets;
import kontor.iam.InvitationLinks;
import kontor.iam.InvitationRoutes;
import kontor.iam.OrganizationRoutes;
import kontor.iam.Organizations;
import kontor.iam.OwnAccounts;
import kontor.iam.Permissions;
import kontor.iam.RoleRoutes;
import kontor.iam.RoleUses;
import kontor.iam.Roles;
import kontor.iam.UserChanges;
import kontor.iam.UserRoutes;
import kontor.iam.Users;
import kontor.mandates.MandateChecks;
import kontor.mandates.MandateRoutes;
import kontor.mandates.Mandates;
import kontor.metadata.MetadataKeyRoutes;
import kontor.metadata.MetadataKeys;
import kontor.openapi.OpenApiRoutes;
import kontor.payments.RegulatoryCodeRoutes;
import kontor.reconciliation.Matching;
import kontor.resources.Resources;
import kontor.signin.Credentials;
import kontor.signin.SigningKeys;
import kontor.signin.TokenRoutes;
import kontor.signin.Tokens;
import kontor.statements.EndOfDayRoutes;
import kontor.statements.PendingTransactionRoutes;
import kontor.statements.PendingTransactions;
import kontor.statements.StatementFiles;
import kontor.statements.Statements;
import kontor.testbank.ClockAdvance;
import kontor.testbank.IdempotencyTestRoute;
import kontor.testbank.SandboxClock;
import kontor.testbank.TestBank;
import kontor.testbank.TestBankChannel;
import kontor.testbank.TestBankRoutes;
import kontor.transactions.Attachment;
import kontor.transactions.TransactionRoutes;
import kontor.transactions.Transactions;

/** Every room and who knows whom, from the ground up. Nothing is joined anywhere else. */
public final class Wiring {

    private static final int LAPSING = 1_000;

    // Ground: the database, the feed, the way every change goes.
    private final Database database;
    private final Routes routes = new Routes();
    private final Events events = new Events();
    private final Journal journal = new Journal(events);
    private final ExternalIds externalIds = new ExternalIds();
    private final Changes changes;
    private final MetadataKeys metadataKeys = new MetadataKeys(journal);

    // Who may do what.
    private final Organizations organizations;
    private final Roles roles;
    private final Users users;
    private final SigningKeys signingKeys;
    private final Credentials credentials;

    // Whose money, where, and with whom.
    private final Entities entities;
    private final Accounts accounts;
    private final Balances balances = new Balances();
    private final Approvals approvals;
    private final ApprovalChains approvalChains;
    private final Channels channels;
    private final Connections connections;
    private final ExternalAccounts externalAccounts;
    private final Counterparties counterparties;

    // Payments out.
    private final CreditTransfers creditTransfers;

    // Consent and collection.
    private final Mandates mandates;
    private final DirectDebits directDebits;

    // Towards the banks and back.
    private final Transactions transactions;
    private final TestBank testBank = new TestBank();
    private final BankWork bankWork;

    // Many payments at once.
    private final BatchKind<NewDirectDebit> directDebitBatches;
    private final BatchKind<NewCreditTransfer> creditTransferBatches;
    private final BatchWork batchWork;

    private final boolean enforceRateLimit;
    private final InvitationLinks invitationLinks;

    /**
     * @param issuer the address that clients know this Kontor by; it stands in access tokens
     * @param bankFiles the folder in which connections have theirs
     */
    public Wiring(Database database, String issuer, boolean enforceRateLimit, Path bankFiles) {
        this.database = database;
        this.enforceRateLimit = enforceRateLimit;
        invitationLinks = new InvitationLinks(issuer);
        changes = new Changes(database);

        organizations = new Organizations(database, journal);
        roles = new Roles(journal, ownAccounts(), roleUses());
        users = new Users(journal, ownAccounts(), roleUses());
        signingKeys = new SigningKeys(database);
        var tokens = new Tokens(signingKeys, issuer, database.clock());
        credentials = new Credentials(database, tokens, ownAccounts());

        // Chains are put together later than entities, and asked only when one is deleted.
        entities = new Entities(journal, (tx, ids) -> approvalChains().keepingEntities(tx, ids));
        channels =
                new Channels(List.of(new TestBankChannel(database), new FolderChannel(bankFiles)));
        connections =
                new Connections(
                        journal, (tx, ids) -> accounts().keepingConnections(tx, ids), channels);
        accounts = new Accounts(journal, externalIds, this::knownConnections);
        approvals = new Approvals(ownerStep());
        approvalChains = new ApprovalChains(journal, knownIds());
        externalAccounts =
                new ExternalAccounts(
                        journal,
                        externalIds,
                        List.of(
                                Mandates::keeping,
                                DirectDebits::keeping,
                                CreditTransfers::keeping));
        counterparties =
                new Counterparties(journal, externalIds, externalAccounts, entities::existing);

        creditTransfers =
                new CreditTransfers(
                        new CreditTransferChecks(accounts, externalAccounts, externalIds),
                        new InlineAccounts(counterparties, externalAccounts),
                        connections,
                        CreditTransfers.parts(approvals, externalIds, journal, connections));

        // May a mandate be cancelled? Only the room above that collects can tell.
        mandates =
                new Mandates(
                        new MandateChecks(accounts, externalAccounts, externalIds),
                        externalIds,
                        journal,
                        DirectDebits.inFlight());
        directDebits =
                new DirectDebits(
                        new DirectDebitChecks(
                                accounts, externalAccounts, mandates, externalIds, connections),
                        mandates,
                        DirectDebits.parts(approvals, mandates, externalIds, journal, connections));

        transactions = new Transactions(journal);
        var statements =
                new Statements(
                        journal,
                        balances,
                        new Matching(
                                List.of(
                                        new Matching.Kind(
                                                directDebits.reports(),
                                                Attachment.Type.DIRECT_DEBIT,
                                                false),
                                        new Matching.Kind(
                                                creditTransfers.reports(),
                                                Attachment.Type.CREDIT_TRANSFER,
                                                true)),
                                transactions));
        bankWork =
                new BankWork(
                        database,
                        changes,
                        journal,
                        connections,
                        channels,
                        new BankWork.Joined(
                                List.of(
                                        directDebits.submission(),
                                        creditTransfers.submission(accounts)),
                                List.of(directDebits.reports(), creditTransfers.reports()),
                                new StatementFiles(database, changes, accounts, statements)));

        directDebitBatches = BatchKinds.directDebits(directDebits);
        creditTransferBatches = BatchKinds.creditTransfers(creditTransfers);
        batchWork =
                new BatchWork(
                        database,
                        changes,
                        journal,
                        approvals,
                        List.of(directDebitBatches, creditTransferBatches));

        register(issuer, tokens);
    }

    private void register(String issuer, Tokens tokens) {
        var resources = new Resources(database, changes, events);
        new ErrorPage().register(routes);
        new TokenRoutes(credentials, tokens, signingKeys, issuer).register(routes);
        var userChanges = new UserChanges(journal, ownAccounts(), roleUses());
        new RoleRoutes(database, resources, events, roles, credentials::forget).register(routes);
        new UserRoutes(
                        database,
                        resources,
                        events,
                        new UserRoutes.Doors(users, userChanges),
                        credentials::forget,
                        invitationLinks)
                .register(routes);
        new InvitationRoutes(database, changes, organizations, userChanges).register(routes);
        new OrganizationRoutes(database, resources, organizations, credentials::forget)
                .register(routes);
        new AuditLogRoutes(database, events).register(routes);
        new MetadataKeyRoutes(database, resources, events, metadataKeys).register(routes);
        new EntityRoutes(database, resources, events, entities).register(routes);
        new AccountRoutes(database, resources, events, accounts, balances).register(routes);
        new CounterpartyRoutes(database, resources, events, counterparties).register(routes);
        new ExternalAccountRoutes(database, resources, events, externalAccounts).register(routes);
        new ApprovalRoutes(
                        database,
                        resources,
                        events,
                        new ApprovalRoutes.Doors(
                                approvalChains,
                                new ExchangeRates(journal),
                                new Settings(journal),
                                approvals))
                .register(routes);
        new ConnectionRoutes(database, resources, events, connections).register(routes);
        new InstructionRoutes(database, resources, events, connections, bankWork).register(routes);
        new MandateRoutes(database, resources, events, mandates).register(routes);
        new CreditTransferRoutes(database, resources, events, creditTransfers).register(routes);
        new DirectDebitRoutes(database, resources, events, directDebits).register(routes);
        new BatchRoutes<>(database, resources, externalIds, batchWork, directDebitBatches)
                .register(routes);
        new BatchRoutes<>(database, resources, externalIds, batchWork, creditTransferBatches)
                .register(routes);
        new RegulatoryCodeRoutes().register(routes);
        new TransactionRoutes(database, resources, events, transactions).register(routes);
        new PendingTransactionRoutes(database, resources, events, new PendingTransactions(journal))
                .register(routes);
        new EndOfDayRoutes(database, accounts).register(routes);
        new TestBankRoutes(
                        resources,
                        accounts::ibanOf,
                        new ClockAdvance(database, bankWork, sandboxClock()))
                .register(routes);
        new IdempotencyTestRoute(resources).register(routes);
        new OpenApiRoutes(routes, Permissions.meanings()).register();
    }

    private OwnerStep ownerStep() {
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

    /**
     * What roles can be limited to. Asked only when requests are served, when all rooms are there.
     */
    private OwnAccounts ownAccounts() {
        return new OwnAccounts() {
            @Override
            public Set<UUID> accounts(Tx tx, Collection<UUID> ids) {
                return accounts.forUse(tx, ids).keySet();
            }

            @Override
            public Set<UUID> entities(Tx tx, Collection<UUID> ids) {
                return entities.existing(tx, ids);
            }

            @Override
            public Set<UUID> heldBy(Tx tx, Collection<UUID> entityIds) {
                return accounts.heldBy(tx, entityIds);
            }
        };
    }

    /** May a role be deleted? Chains are put together later than roles, and asked only then. */
    private RoleUses roleUses() {
        return (tx, ids) -> approvalChains.keeping(tx, ids);
    }

    private Map<UUID, KnownConnections.Known> knownConnections(Tx tx, Collection<UUID> ids) {
        return connections.existing(tx, ids).values().stream()
                .collect(
                        Collectors.toMap(
                                Connection::id,
                                one ->
                                        new KnownConnections.Known(
                                                one.thirdPartyId(),
                                                channels.find(one)
                                                        .flatMap(Channel::simulatedBank)
                                                        .isPresent())));
    }

    private KnownIds knownIds() {
        return (tx, kind, ids) ->
                switch (kind) {
                    case ROLE -> roles.existing(tx, ids);
                    case USER -> users.existing(tx, ids);
                    case ENTITY -> entities.existing(tx, ids);
                    case ACCOUNT -> accounts.forUse(tx, ids).keySet();
                };
    }

    private SandboxClock sandboxClock() {
        return new SandboxClock() {
            @Override
            public boolean isSandbox(Tx tx) {
                return organizations.isSandbox(tx);
            }

            @Override
            public void advance(Tx tx, Instant to) {
                organizations.advanceClock(tx, to);
            }
        };
    }

    public Dispatch dispatch() {
        return new Dispatch(
                routes,
                credentials,
                new PageTokens(InstallationSecrets.pageTokenKey(database)),
                enforceRateLimit);
    }

    /** What runs by itself: the bank work of each second, and housekeeping each hour. */
    public BankJobs jobs() {
        return new BankJobs(
                database, organizations::all, bankWork, batchWork::round, this::housekeeping);
    }

    /** Works on batches as they come; closed before the database. */
    public BatchWork batchWork() {
        return batchWork;
    }

    private void housekeeping(OrganizationId organization) {
        batchWork.forgetAbandoned(organization);
        changes.forgetExpiredClaims(organization);
        while (changes.inLane(
                        organization, tx -> mandates.lapse(tx, organizations.zone(tx), LAPSING))
                == LAPSING) {
            // The next thousand.
        }
    }

    public Routes routes() {
        return routes;
    }

    public Database database() {
        return database;
    }

    public Changes changes() {
        return changes;
    }

    public Journal journal() {
        return journal;
    }

    public Events events() {
        return events;
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

    public InvitationLinks invitationLinks() {
        return invitationLinks;
    }

    public SigningKeys signingKeys() {
        return signingKeys;
    }

    public Entities entities() {
        return entities;
    }

    private ApprovalChains approvalChains() {
        return approvalChains;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Balances balances() {
        return balances;
    }

    public Connections connections() {
        return connections;
    }

    public Transactions transactions() {
        return transactions;
    }

    public BankWork bankWork() {
        return bankWork;
    }

    public TestBank testBank() {
        return testBank;
    }
}
