package kontor;

/** An own account in euro at the sandbox's bank, held by its entity, by the owner. */
public final class AccountBuilder extends RequestBuilder<AccountBuilder> {

    public static final String PATH = "/financial-data/v2beta/accounts";

    AccountBuilder(SandboxOrganization sandbox) {
        super(sandbox, PATH, "'name': 'Own'");
        by(sandbox.owner());
        withNumber("DE", "IBAN", CounterpartyBuilder.IBAN).in("EUR");
    }

    @Override
    AccountBuilder self() {
        return this;
    }

    @Override
    void complete() {
        if (!body.has("connectionId")) {
            at(first("/connectivity/v2beta/connections"));
        }
        if (!body.has("entityId")) {
            heldBy(first(EntityBuilder.PATH));
        }
    }

    private String first(String list) {
        return sandbox.owner().get(list).at("/items/0/id");
    }

    /** The connection to its bank. */
    public AccountBuilder at(String connectionId) {
        return with("connectionId", connectionId);
    }

    public AccountBuilder heldBy(String entityId) {
        return with("entityId", entityId);
    }

    public AccountBuilder in(String currency) {
        return with("currency", currency);
    }

    public AccountBuilder withNumber(String market, String type, String number) {
        return with("market", market)
                .with("'identifiers': [{'type': '%s', 'number': '%s'}]".formatted(type, number));
    }
}
