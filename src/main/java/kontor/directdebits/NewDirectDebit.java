package kontor.directdebits;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import kontor.core.Fault;
import kontor.core.Money;
import kontor.mandates.MandateScheme;
import kontor.payments.BatchRef;
import kontor.payments.ChargeBearer;
import kontor.payments.PaymentFields;
import kontor.payments.PaymentFields.AccountKind;
import kontor.payments.PaymentFields.AccountRef;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/**
 * The request to collect, in both published forms: {@code source} the payer's account with {@code
 * destination} the own one (reference page), or {@code mandateId} with {@code source} the own
 * account (guide).
 *
 * @param payer the payer's account, where it is named; else the mandate tells
 * @param own the account that is credited; {@code ownField} is where the client wrote it
 * @param mandate the mandate, where it is named; else the payer's one usable one
 * @param batch the batch that it comes with, where it comes with one
 * @param retry what it is made again of
 */
public record NewDirectDebit(
        Money amount,
        MandateScheme scheme,
        LocalDate date,
        Optional<ResourceRef> payer,
        ResourceRef own,
        String ownField,
        Optional<ResourceRef> mandate,
        String reference,
        Optional<String> categoryPurpose,
        Optional<String> chargeBearer,
        Optional<String> externalId,
        Map<String, String> metadata,
        Optional<BatchRef> batch,
        DirectDebit.Retry retry) {

    /** Collects every fault of shape, then throws or returns a request that is well formed. */
    public static NewDirectDebit parse(JsonFields body) {
        var amount = body.amount("amount");
        body.require("scheme");
        var scheme = body.oneOf("scheme", MandateScheme.class);
        body.require("date");
        var date = body.date("date");
        body.require("source");
        var source = PaymentFields.accountRef(body, "source");
        var destination = PaymentFields.accountRef(body, "destination");
        var mandate = body.reference("mandateId");
        String reference = reference(body, amount);
        var purpose = PaymentFields.categoryPurpose(body);
        var bearer = body.oneOf("chargeBearer", ChargeBearer.class);
        checkBearer(body, bearer);
        var externalId = body.externalId("externalId");
        var metadata = body.metadata("metadata");
        boolean guideForm =
                source.isPresent()
                        && source.get().kind() == AccountKind.ACCOUNT
                        && destination.isEmpty();
        checkSides(body, source, destination, mandate, guideForm);
        body.refuseFaults();
        var own = guideForm ? source : destination;
        return new NewDirectDebit(
                amount.orElseThrow(),
                scheme.orElseThrow(),
                date.orElseThrow(),
                guideForm ? Optional.empty() : source.map(AccountRef::reference),
                own.orElseThrow().reference(),
                guideForm ? "source.id" : "destination.id",
                mandate,
                reference,
                purpose,
                bearer.map(Enum::name),
                externalId,
                metadata,
                Optional.empty(),
                DirectDebit.Retry.NONE);
    }

    public NewDirectDebit withBatch(BatchRef ref) {
        return new NewDirectDebit(
                amount,
                scheme,
                date,
                payer,
                own,
                ownField,
                mandate,
                reference,
                categoryPurpose,
                chargeBearer,
                externalId,
                metadata,
                Optional.of(ref),
                retry);
    }

    /**
     * The same money once more, under the same mandate.
     *
     * @param amount what of it came to nothing or came back
     */
    public static NewDirectDebit again(
            DirectDebit original, Money amount, LocalDate date, Optional<String> externalId) {
        var terms = original.terms();
        var parties = original.parties();
        return new NewDirectDebit(
                amount,
                original.scheme(),
                date,
                Optional.empty(),
                new ResourceRef.ById(parties.destinationAccountId()),
                "destination.id",
                Optional.of(new ResourceRef.ById(parties.mandateId())),
                terms.reference(),
                terms.categoryPurpose(),
                terms.chargeBearer(),
                externalId,
                terms.metadata(),
                Optional.empty(),
                new DirectDebit.Retry(
                        Optional.of(original.id()),
                        Optional.empty(),
                        original.retry().number() + 1));
    }

    private static void checkBearer(JsonFields body, Optional<ChargeBearer> bearer) {
        bearer.filter(word -> word == ChargeBearer.DEBTOR || word == ChargeBearer.CREDITOR)
                .ifPresent(
                        _ ->
                                body.fault(
                                        Fault.invalid(
                                                "chargeBearer",
                                                "must be SHARED or SERVICE_LEVEL for direct"
                                                        + " debits")));
    }

    private static void checkSides(
            JsonFields body,
            Optional<AccountRef> source,
            Optional<AccountRef> destination,
            Optional<ResourceRef> mandate,
            boolean guideForm) {
        if (guideForm) {
            if (mandate.isEmpty()) {
                body.fault(
                        new Fault(
                                "mandateId",
                                "required",
                                "is required when source is your own account; or name the payer's"
                                        + " EXTERNAL_ACCOUNT as source and your ACCOUNT as"
                                        + " destination"));
            }
            return;
        }
        if (source.isPresent() && source.get().kind() != AccountKind.EXTERNAL_ACCOUNT) {
            body.fault(
                    Fault.invalid(
                            "source.type", "must be EXTERNAL_ACCOUNT when there is a destination"));
        }
        if (source.isPresent() && destination.isEmpty()) {
            body.require("destination");
        }
        if (destination.isPresent() && destination.get().kind() != AccountKind.ACCOUNT) {
            body.fault(Fault.invalid("destination.type", "must be ACCOUNT"));
        }
    }

    private static String reference(JsonFields body, Optional<Money> amount) {
        String reference = PaymentFields.reference(body);
        // One whose check digits are wrong is no message either: a digit is wrong.
        String currency = amount.map(one -> one.currency().code()).orElse("");
        PaymentFields.creditorReferenceProblem(reference, currency)
                .ifPresent(problem -> body.fault(Fault.invalid("reference", problem)));
        return reference;
    }
}
