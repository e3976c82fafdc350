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
            of(sandbox.aCounterparty().accountId());
        }
    }

    /** The account that is debited. */
    public MandateBuilder of(String externalAccountId) {
        return with("externalAccountId", externalAccountId);
    }
}
