package kontor;

import java.time.LocalDate;

/** 1.00 EUR in two days by SCT to an INLINE IBAN. */
public final class CreditTransferBuilder extends RequestBuilder<CreditTransferBuilder> {

    CreditTransferBuilder(SandboxOrganization sandbox) {
        super(
                sandbox,
                PaymentClient.CREDIT_TRANSFERS,
                """
                'scheme': 'SCT', 'reference': 'r', 'amount': {'currency': 'EUR', 'value': 100}
                """);
        toNumber("DE", "IBAN", CounterpartyBuilder.IBAN);
    }

    @Override
    CreditTransferBuilder self() {
        return this;
    }

    @Override
    void complete() {
        if (!body.has("date")) {
            on(sandbox.today().plusDays(2));
        }
        if (!body.has("source")) {
            from(sandbox.account());
        }
    }

    public CreditTransferBuilder scheme(String scheme) {
        return with("scheme", scheme);
    }

    public CreditTransferBuilder of(String currency, long minor) {
        return with("'amount': {'currency': '%s', 'value': %d}".formatted(currency, minor));
    }

    public CreditTransferBuilder on(LocalDate date) {
        return with("date", date);
    }

    /** The own account that pays. */
    public CreditTransferBuilder from(String account) {
        return with("'source': {'type': 'ACCOUNT', 'id': '%s'}".formatted(account));
    }

    /** To an account of a counterparty. */
    public CreditTransferBuilder to(String externalAccountId) {
        return with(
                "'destination': {'type': 'EXTERNAL_ACCOUNT', 'id': '%s'}"
                        .formatted(externalAccountId));
    }

    public CreditTransferBuilder toOwn(String account) {
        return with("'destination': {'type': 'ACCOUNT', 'id': '%s'}".formatted(account));
    }

    /** To an account that is described, without the bank's number. */
    public CreditTransferBuilder toNumber(String market, String type, String number) {
        return toNumber(market, type, number, "");
    }

    /**
     * @param routing numbers of the bank as in the API, with single quotes
     */
    public CreditTransferBuilder toNumber(
            String market, String type, String number, String routing) {
        return with(
                """
                'destination': {'type': 'INLINE', 'market': '%s', 'holder': {'legalName': 'Payee'},
                 'identifiers': [{'type': '%s', 'number': '%s'}], 'routing': [%s]}
                """
                        .formatted(market, type, number, routing));
    }

    /** Paid by Bankgirot to the payer of this mandate, who stands for the payee. */
    public CreditTransferBuilder underMandate(String mandateId, long minor) {
        return without("destination")
                .with("mandateId", mandateId)
                .scheme("SE_A2A")
                .of("SEK", minor);
    }

    /** Another name for the payee of a described account. */
    public CreditTransferBuilder payeeNamed(String legalName) {
        body.withObject("/destination/holder").put("legalName", legalName);
        return this;
    }

    /** Made, and approved by the owner. */
    public Reply approved() {
        return sandbox.creditTransfers().approve(sandbox.owner(), made()).accepted();
    }

    /** Approved, sent, and booked on its day: the clock has moved on. */
    public Reply executed() {
        Reply approved = approved();
        sandbox.advanceTo(LocalDate.parse(approved.at("/effectiveDate")));
        return sandbox.creditTransfers().get(approved);
    }
}
