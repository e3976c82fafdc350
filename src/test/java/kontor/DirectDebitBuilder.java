package kontor;

import java.time.LocalDate;

/** 1.00 EUR in five days by SEPA Core, under a mandate of its own when none is named. */
public final class DirectDebitBuilder extends RequestBuilder<DirectDebitBuilder> {

    private String ownSide = "source";

    DirectDebitBuilder(SandboxOrganization sandbox) {
        super(
                sandbox,
                PaymentClient.DIRECT_DEBITS,
                """
                'scheme': 'SDD_CORE', 'reference': 'r', 'amount': {'currency': 'EUR', 'value': 100}
                """);
    }

    @Override
    DirectDebitBuilder self() {
        return this;
    }

    @Override
    void complete() {
        if (!body.has("date")) {
            on(sandbox.today().plusDays(5));
        }
        if (!body.has(ownSide)) {
            into(sandbox.account());
        }
        if (ownSide.equals("source") && !body.has("mandateId")) {
            under(sandbox.aMandate().id());
        }
    }

    /** As the guide writes it: the mandate says whom. */
    public DirectDebitBuilder under(String mandateId) {
        return with("mandateId", mandateId);
    }

    /** In kronor, under a mandate at Bankgirot. */
    public DirectDebitBuilder byAutogiro(String mandateId, long minor) {
        return under(mandateId).with("'scheme': 'AUTOGIRO'").of("SEK", minor);
    }

    /** As the reference page writes it: the payer's account as source, ours as destination. */
    public DirectDebitBuilder from(String externalAccountId) {
        ownSide = "destination";
        return with(
                "'source': {'type': 'EXTERNAL_ACCOUNT', 'id': '%s'}".formatted(externalAccountId));
    }

    /** The own account that gets the money. */
    public DirectDebitBuilder into(String account) {
        return with("'%s': {'type': 'ACCOUNT', 'id': '%s'}".formatted(ownSide, account));
    }

    public DirectDebitBuilder of(String currency, long minor) {
        return with("'amount': {'currency': '%s', 'value': %d}".formatted(currency, minor));
    }

    public DirectDebitBuilder on(LocalDate date) {
        return with("date", date);
    }

    /** Made, and approved by the owner. */
    public Reply approved() {
        return sandbox.directDebits().approve(sandbox.owner(), made()).accepted();
    }

    /** Approved, sent, and booked on its day: the clock has moved on. */
    public Reply executed() {
        Reply approved = approved();
        sandbox.advanceTo(LocalDate.parse(approved.at("/effectiveDate")));
        return sandbox.directDebits().get(approved);
    }
}
