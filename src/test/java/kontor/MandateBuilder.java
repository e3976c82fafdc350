package kontor;

import java.util.concurrent.atomic.AtomicInteger;

/** A SEPA Core mandate with a reference of its own. */
public final class MandateBuilder extends RequestBuilder<MandateBuilder> {

    public static final String PATH = "/payments/v2/mandates";
    private static final AtomicInteger REFERENCES = new AtomicInteger();

    MandateBuilder(SandboxOrganization sandbox) {
        super(sandbox, PATH, "'scheme': 'SDD_CORE'");
        with("mandateReference", "M-" + REFERENCES.incrementAndGet());
    }

    @Override
    MandateBuilder self() {
        return this;
    }

    /** A mandate of a payer of its own, when none is named. */
    @Override
    void complete() {
        if (!body.has("externalAccountId")) {
            boolean swedish = body.path("scheme").asText().equals("AUTOGIRO");
            var payer = sandbox.aCounterparty();
            of((swedish ? payer.named(payerName()).swedish() : payer).accountId());
        }
    }

    /** By which a test tells apart who pays. */
    private String payerName() {
        return "Payer " + body.path("mandateReference").asText();
    }

    /** By Autogiro, into the account with the first bankgiro of the test bank. */
    public MandateBuilder byAutogiro(String payerNumber) {
        return with("'scheme': 'AUTOGIRO', 'creditorReference': '123456'")
                .with("mandateReference", payerNumber)
                .with("destinationAccountId", sandbox.bankgiroAccount());
    }

    /** Under the number, or identifier, of the entity that holds the account. */
    public MandateBuilder ofEntity() {
        return without("creditorReference");
    }

    /** Known to the bank, or to Bankgirot, already. */
    public MandateBuilder active() {
        return with("'active': true");
    }

    /** The account that is debited. */
    public MandateBuilder of(String externalAccountId) {
        return with("externalAccountId", externalAccountId);
    }
}
