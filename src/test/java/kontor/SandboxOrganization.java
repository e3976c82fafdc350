package kontor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kontor.app.Sandbox;
import kontor.core.OrganizationId;

/** An organization with the test bank, its accounts, a developer and an owner. */
public final class SandboxOrganization {

    private static final ZoneId BANK_ZONE = ZoneId.of("Europe/Berlin");

    private final TestKontor kontor;
    private final Sandbox.Keys keys;
    private final Client developer;
    private final Client owner;
    private String account = "";
    private boolean signsIn;

    SandboxOrganization(TestKontor kontor, Sandbox.Keys keys) {
        this.kontor = kontor;
        this.keys = keys;
        developer = kontor.keyHolder(keys.developer());
        owner = kontor.keyHolder(keys.owner());
    }

    public OrganizationId organization() {
        return keys.organization();
    }

    public String organizationId() {
        return keys.organization().toString();
    }

    /** With the owner's login, which can be used from now on. */
    public Sandbox.Keys keys() {
        if (!signsIn) {
            kontor.letSignIn(keys);
            signsIn = true;
        }
        return keys;
    }

    public Client developer() {
        return developer;
    }

    public Client owner() {
        return owner;
    }

    public Client clientWith(Set<String> permissions) {
        return kontor.client(organization(), permissions);
    }

    /** A programmatic user in a role of its own. */
    public Member member(Set<String> permissions) {
        return memberIn(kontor.role(organization(), permissions).toString());
    }

    public Member memberIn(String roleId) {
        return kontor.memberIn(organization(), roleId);
    }

    /** A second program in the owner role, which acts for another system. */
    public Client anotherOwner() {
        String role =
                owner.get(RoleBuilder.PATH).items().stream()
                        .filter(one -> one.path("owner").asBoolean())
                        .map(one -> one.path("id").asText())
                        .findFirst()
                        .orElseThrow();
        return memberIn(role).client();
    }

    /** The id of the first own account in euro, the one that most tests use. */
    public String account() {
        if (account.isEmpty()) {
            account = accountIn("EUR");
        }
        return account;
    }

    /** The id of the first own account in this currency. */
    public String accountIn(String currency) {
        return firstAccount(one -> one.path("currency").asText().equals(currency));
    }

    /** The id of the own account with the first bankgiro of the test bank. */
    public String bankgiroAccount() {
        return accountWithBankgiro("59941203");
    }

    /** The id of the own account with a bankgiro. */
    public String accountWithBankgiro(String bankgiro) {
        return firstAccount(one -> one.path("identifiers").toString().contains(bankgiro));
    }

    /**
     * Another SEK account beside the one with a bankgiro; the test bank does not know it.
     *
     * @param bankgiros its numbers
     */
    public String anotherBankgiro(String... bankgiros) {
        var first = developer.get("/financial-data/v2/accounts/" + bankgiroAccount()).ok();
        String identifiers =
                Stream.of(bankgiros)
                        .map("{'type': 'SE_BANKGIRO', 'number': '%s'}"::formatted)
                        .collect(Collectors.joining(", "));
        String body =
                "{'connectionId': '%s', 'entityId': '%s', 'market': 'SE', 'currency': 'SEK',"
                        + " 'name': 'Other bankgiro', 'identifiers': [%s]}";
        return owner.post(
                        "/financial-data/v2beta/accounts",
                        Jsons.json(
                                body.formatted(
                                        first.at("/connectionId"),
                                        first.at("/entityId"),
                                        identifiers)))
                .created()
                .at("/id");
    }

    /** The IBAN of an own account. */
    public String iban(String accountId) {
        return developer
                .get("/financial-data/v2/accounts/" + accountId)
                .ok()
                .json()
                .path("identifiers")
                .valueStream()
                .filter(one -> one.path("type").asText().equals("IBAN"))
                .map(one -> one.path("number").asText())
                .findFirst()
                .orElseThrow();
    }

    private String firstAccount(Predicate<JsonNode> wanted) {
        return developer.get("/financial-data/v2/accounts?limit=500").items().stream()
                .filter(wanted)
                .map(one -> one.path("id").asText())
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /** Today by the sandbox's clock, in the zone of its EUR accounts. */
    public LocalDate today() {
        return kontor.database().read(organization(), tx -> tx.today(BANK_ZONE));
    }

    /** Lets the sandbox's clock go on to a day, and its bank work. */
    public void advanceTo(LocalDate day) {
        owner.post("/v1/testbank/clock:advance", Jsons.json("{'to': '" + day + "'}")).ok();
    }

    /** The same until a time of that day, like 12:00. */
    public void advanceTo(LocalDate day, String time) {
        String to = "{'to': '%s', 'time': '%s'}".formatted(day, time);
        owner.post("/v1/testbank/clock:advance", Jsons.json(to)).ok();
    }

    /**
     * Changes rows as the world outside does, e.g. by time that goes by.
     *
     * @param named names and values in turn; {@code :org} is known
     */
    public void execute(String sql, Object... named) {
        kontor.database()
                .write(
                        organization(),
                        tx -> {
                            var statement = tx.update(sql);
                            for (int i = 0; i < named.length; i += 2) {
                                statement.bind((String) named[i], named[i + 1]);
                            }
                            return statement.execute();
                        });
    }

    /** Changes rows as nobody does: this organization is not held to the rules any more. */
    public void tamper(String sql, Object... named) {
        Invariants.spare(organization());
        execute(sql, named);
    }

    public EntityBuilder anEntity() {
        return new EntityBuilder(this);
    }

    public AccountBuilder anAccount() {
        return new AccountBuilder(this);
    }

    public CounterpartyBuilder aCounterparty() {
        return new CounterpartyBuilder(this);
    }

    public ExternalAccountBuilder anExternalAccount() {
        return new ExternalAccountBuilder(this);
    }

    public MandateBuilder aMandate() {
        return new MandateBuilder(this);
    }

    public DirectDebitBuilder aDirectDebit() {
        return new DirectDebitBuilder(this);
    }

    public CreditTransferBuilder aCreditTransfer() {
        return new CreditTransferBuilder(this);
    }

    public ApprovalChainBuilder anApprovalChain() {
        return new ApprovalChainBuilder(this);
    }

    public MetadataKeyBuilder aMetadataKey() {
        return new MetadataKeyBuilder(this);
    }

    public RoleBuilder aRole(String... permissions) {
        return new RoleBuilder(this, List.of(permissions));
    }

    public RoleBuilder aRole(Collection<String> permissions) {
        return new RoleBuilder(this, permissions);
    }

    /** What becomes of direct debits. */
    public PaymentClient directDebits() {
        return new PaymentClient(this, PaymentClient.DIRECT_DEBITS);
    }

    /** What becomes of credit transfers. */
    public PaymentClient creditTransfers() {
        return new PaymentClient(this, PaymentClient.CREDIT_TRANSFERS);
    }
}
