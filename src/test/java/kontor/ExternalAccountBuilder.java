package kontor;

/** A further account of a counterparty, a German IBAN. */
public final class ExternalAccountBuilder extends RequestBuilder<ExternalAccountBuilder> {

    public static final String PATH = "/payments/v2/external-accounts";

    ExternalAccountBuilder(SandboxOrganization sandbox) {
        super(sandbox, PATH, "");
        withNumber("DE", "IBAN", CounterpartyBuilder.IBAN);
    }

    @Override
    ExternalAccountBuilder self() {
        return this;
    }

    /** An account of a counterparty of its own, when none is named. */
    @Override
    void complete() {
        if (!body.has("counterpartyId")) {
            of(sandbox.aCounterparty().id());
        }
    }

    public ExternalAccountBuilder of(String counterpartyId) {
        return with("counterpartyId", counterpartyId);
    }

    public ExternalAccountBuilder withNumber(String market, String type, String number) {
        return with("market", market)
                .with("'identifiers': [{'type': '%s', 'number': '%s'}]".formatted(type, number));
    }
}
