package kontor;

/** A counterparty with one account, a German IBAN. */
public final class CounterpartyBuilder extends RequestBuilder<CounterpartyBuilder> {

    public static final String PATH = "/payments/v2/counterparties";

    /** Of nobody: from the documentation of a bank. */
    public static final String IBAN = "DE64500105173198833324";

    CounterpartyBuilder(SandboxOrganization sandbox) {
        super(sandbox, PATH, "'legalName': 'Payer'");
        withIban(IBAN);
    }

    @Override
    CounterpartyBuilder self() {
        return this;
    }

    @Override
    void complete() {}

    public CounterpartyBuilder named(String legalName) {
        return with("legalName", legalName);
    }

    public CounterpartyBuilder individual() {
        return with("partyType", "INDIVIDUAL");
    }

    public CounterpartyBuilder company() {
        return with("partyType", "COMPANY");
    }

    public CounterpartyBuilder in(String city, String country) {
        return with("'address': {'city': '%s', 'country': '%s'}".formatted(city, country));
    }

    public CounterpartyBuilder withIban(String number) {
        return withNumber(number.substring(0, 2), "IBAN", number);
    }

    /** Its one account has this number. */
    public CounterpartyBuilder withNumber(String market, String type, String number) {
        return with(
                "'accounts': [{'market': '%s', 'identifiers': [{'type': '%s', 'number': '%s'}]}]"
                        .formatted(market, type, number));
    }

    /** A person in Sweden, as Bankgirot asks for one; the number and the account are of nobody. */
    public CounterpartyBuilder swedish() {
        return with("'nationalIdentifier': {'type': 'CIVIC', 'market': 'SE',"
                        + " 'number': '19811218-9876'}")
                .withNumber("SE", "NUMBER", "50011234571");
    }

    /** The id of its account, once it is made. */
    public String accountId() {
        return made().at("/accounts/0/id");
    }
}
