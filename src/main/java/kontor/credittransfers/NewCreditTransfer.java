package kontor.credittransfers;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kontor.core.Country;
import kontor.core.Fault;
import kontor.core.Money;
import kontor.counterparties.InlineAccount;
import kontor.identifiers.SepaText;
import kontor.payercredits.CreditRules;
import kontor.payments.BatchRef;
import kontor.payments.ChargeBearer;
import kontor.payments.PaymentFields;
import kontor.payments.PaymentFields.AccountKind;
import kontor.wire.Json;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/**
 * The request to pay (CreateCreditTransferRequest of the API).
 *
 * @param source the own account that is debited
 * @param mandate under which Bankgirot pays, where it is to
 * @param worldlink whether the instrument CITI_WORLDLINK is asked for
 * @param regulatoryReporting JSON array of RegulatoryReportingDetails
 * @param batch the batch that it comes with, where it comes with one
 */
public record NewCreditTransfer(
        Money amount,
        TransferScheme scheme,
        LocalDate date,
        ResourceRef source,
        Destination destination,
        Optional<ResourceRef> mandate,
        String reference,
        Optional<String> categoryPurpose,
        Optional<ChargeBearer> chargeBearer,
        boolean worldlink,
        Optional<String> regulatoryReporting,
        Optional<String> externalId,
        Map<String, String> metadata,
        Optional<BatchRef> batch) {

    private static final int MOST_REPORTS = 10;

    /** Where the money goes. */
    public sealed interface Destination {

        /** Another own account. */
        record Own(ResourceRef account) implements Destination {}

        record External(ResourceRef account) implements Destination {}

        /** An account that is described here. */
        record Inline(InlineAccount account) implements Destination {}

        /** The account of the mandate under which is paid. */
        record OfMandate() implements Destination {}
    }

    private enum Kind {
        ACCOUNT,
        EXTERNAL_ACCOUNT,
        INLINE
    }

    private enum Indicator {
        CREDITOR,
        DEBTOR,
        BOTH
    }

    private enum InstrumentKind {
        CITI_WORLDLINK
    }

    /** Collects every fault of shape, then throws or returns a request that is well formed. */
    public static NewCreditTransfer parse(JsonFields body) {
        var amount = body.amount("amount");
        var scheme = scheme(body);
        body.require("date");
        var date = body.date("date");
        body.require("source");
        var source = PaymentFields.accountRef(body, "source");
        source.filter(account -> account.kind() != AccountKind.ACCOUNT)
                .ifPresent(
                        _ ->
                                body.fault(
                                        Fault.invalid(
                                                "source.type",
                                                "must be ACCOUNT: money leaves from an account of"
                                                        + " your own")));
        var mandate = body.reference("mandateId");
        var destination = destination(body, mandate.isPresent());
        String reference = PaymentFields.reference(body);
        var purpose = PaymentFields.categoryPurpose(body);
        var bearer = body.oneOf("chargeBearer", ChargeBearer.class);
        boolean worldlink = worldlink(body);
        mandate.ifPresent(_ -> checkUnderMandate(body, scheme, destination, worldlink));
        var reports = regulatoryReporting(body);
        var externalId = body.externalId("externalId");
        var metadata = body.metadata("metadata");
        body.refuseFaults();
        return new NewCreditTransfer(
                amount.orElseThrow(),
                scheme.orElseThrow(),
                date.orElseThrow(),
                source.orElseThrow().reference(),
                destination.orElseThrow(),
                mandate,
                reference,
                purpose,
                bearer,
                worldlink,
                reports,
                externalId,
                metadata,
                Optional.empty());
    }

    public NewCreditTransfer withBatch(BatchRef ref) {
        return new NewCreditTransfer(
                amount,
                scheme,
                date,
                source,
                destination,
                mandate,
                reference,
                categoryPurpose,
                chargeBearer,
                worldlink,
                regulatoryReporting,
                externalId,
                metadata,
                Optional.of(ref));
    }

    private static Optional<TransferScheme> scheme(JsonFields body) {
        body.require("scheme");
        var text = body.text("scheme", 0, 255);
        var scheme = text.flatMap(word -> TransferScheme.find(word.toUpperCase(Locale.ROOT)));
        if (text.isPresent() && scheme.isEmpty()) {
            String known = String.join(", ", TransferScheme.names());
            body.fault(Fault.invalid("scheme", "must be one of " + known));
        }
        return scheme;
    }

    /** Of a payment by Bankgirot, which pays to the account of the mandate and carries no more. */
    private static void checkUnderMandate(
            JsonFields body,
            Optional<TransferScheme> scheme,
            Optional<Destination> destination,
            boolean worldlink) {
        if (scheme.filter(one -> !one.name().equals(CreditRules.SCHEME)).isPresent()) {
            body.fault(
                    Fault.invalid(
                            "scheme",
                            "must be SE_A2A with mandateId: under an AUTOGIRO mandate Bankgirot"
                                    + " pays to an account in Sweden"));
        }
        boolean named =
                destination.filter(Destination.Own.class::isInstance).isPresent()
                        || destination.filter(Destination.Inline.class::isInstance).isPresent();
        if (named) {
            body.fault(
                    Fault.invalid(
                            "destination.type",
                            "must be EXTERNAL_ACCOUNT with mandateId; or leave destination out, as"
                                    + " the mandate tells who is paid"));
        }
        if (worldlink) {
            body.fault(
                    Fault.invalid(
                            "schemeDetails.instrument", "cannot be asked for with mandateId"));
        }
    }

    private static Optional<Destination> destination(JsonFields body, boolean underMandate) {
        if (!body.has("destination") && underMandate) {
            return Optional.of(new Destination.OfMandate());
        }
        body.require("destination");
        return body.object("destination").flatMap(object -> destination(body, object));
    }

    private static Optional<Destination> destination(JsonFields body, JsonFields object) {
        object.require("type");
        var kind = object.oneOf("type", Kind.class);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind.get()) {
            case ACCOUNT -> named(body).map(Destination.Own::new);
            case EXTERNAL_ACCOUNT -> named(body).map(Destination.External::new);
            case INLINE -> InlineAccount.parse(object).map(Destination.Inline::new);
        };
    }

    private static Optional<ResourceRef> named(JsonFields body) {
        return PaymentFields.accountRef(body, "destination").map(account -> account.reference());
    }

    private static boolean worldlink(JsonFields body) {
        return body.object("schemeDetails")
                .flatMap(details -> details.object("instrument"))
                .flatMap(
                        instrument -> {
                            instrument.require("type");
                            return instrument.oneOf("type", InstrumentKind.class);
                        })
                .isPresent();
    }

    private static Optional<String> regulatoryReporting(JsonFields body) {
        var reports = Json.array();
        for (JsonFields one : body.objects("regulatoryReporting", MOST_REPORTS)) {
            one.require("market");
            var market = one.text("market", 1, 255).map(text -> text.toUpperCase(Locale.ROOT));
            market.filter(code -> !Country.isCode(code))
                    .ifPresent(code -> one.fault(Fault.invalid("market", Country.problem(code))));
            one.require("indicator");
            var indicator = one.oneOf("indicator", Indicator.class);
            String code = regulatoryCode(one);
            reports.addObject()
                    .put("market", market.orElse(""))
                    .put("indicator", indicator.map(Enum::name).orElse(""))
                    .put("code", code);
        }
        return reports.isEmpty() ? Optional.empty() : Optional.of(Json.write(reports));
    }

    /** A code stands in the file as it is, so it has only characters that banks take. */
    private static String regulatoryCode(JsonFields report) {
        String code = report.requiredText("code", 1, 10);
        if (!code.isEmpty()) {
            SepaText.identifierProblem(code)
                    .ifPresent(problem -> report.fault(Fault.invalid("code", problem)));
        }
        return code;
    }
}
