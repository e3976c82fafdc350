package kontor.mandates;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kontor.core.Fault;
import kontor.identifiers.SepaText;
import kontor.spellings.Spellings;
import kontor.wire.JsonFields;
import kontor.wire.ResourceRef;

/**
 * The request to create a mandate, in both published forms: {@code scheme}/{@code mandateReference}
 * of the reference page and {@code type}/{@code reference} of the guide.
 */
public record NewMandate(
        MandateScheme scheme,
        boolean active,
        Mandate.Recurrence recurrence,
        ResourceRef externalAccount,
        Optional<ResourceRef> destinationAccount,
        Optional<String> creditorReference,
        String mandateReference,
        Optional<LocalDate> signatureDate,
        Optional<String> externalId,
        Map<String, String> metadata) {

    private static final Pattern PAYER_NUMBER = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Spellings SCHEME = new Spellings("scheme", "type");
    private static final Spellings REFERENCE = new Spellings("mandateReference", "reference");
    private static final Pattern CUSTOMER_NUMBER = Pattern.compile("[0-9]{6}");

    /** Collects every fault of shape, then throws or returns a request that is well formed. */
    public static NewMandate parse(JsonFields body) {
        var scheme = scheme(body);
        boolean active = body.bool("active").orElse(false);
        var recurrence =
                body.oneOf("recurrence", Mandate.Recurrence.class)
                        .orElse(Mandate.Recurrence.RECURRING);
        body.require("externalAccountId");
        var externalAccount = body.reference("externalAccountId");
        var destination = body.reference("destinationAccountId");
        var creditorReference = body.text("creditorReference", 1, 35);
        String referenceField = REFERENCE.sent(body);
        String reference = body.requiredText(referenceField, 1, 35);
        if (!referenceField.equals("reference")) {
            REFERENCE.requireSame(body, Optional.of(reference), body.text("reference", 0, 255));
        }
        var signatureDate = body.date("signatureDate");
        var externalId = body.externalId("externalId");
        var metadata = body.metadata("metadata");
        scheme.ifPresent(
                known -> {
                    if (known.isSepa()) {
                        checkSepa(body, referenceField, reference, creditorReference);
                    } else {
                        checkAutogiro(body, referenceField, reference, creditorReference);
                    }
                });
        body.refuseFaults();
        return new NewMandate(
                scheme.orElseThrow(),
                active,
                recurrence,
                externalAccount.orElseThrow(),
                destination,
                creditorReference,
                reference,
                signatureDate,
                externalId,
                metadata);
    }

    private static Optional<MandateScheme> scheme(JsonFields body) {
        if (SCHEME.sent(body).equals("type")) {
            return type(body);
        }
        body.require("scheme");
        var scheme = body.oneOf("scheme", MandateScheme.class);
        SCHEME.requireSame(body, scheme, type(body));
        return scheme;
    }

    private static Optional<MandateScheme> type(JsonFields body) {
        // The guide writes CORE and B2B; the long words are accepted there too.
        return body.text("type", 1, 64)
                .flatMap(
                        type ->
                                switch (type.toUpperCase(Locale.ROOT)) {
                                    case "CORE", "SDD_CORE" -> Optional.of(MandateScheme.SDD_CORE);
                                    case "B2B", "SDD_B2B" -> Optional.of(MandateScheme.SDD_B2B);
                                    case "AUTOGIRO" -> Optional.of(MandateScheme.AUTOGIRO);
                                    default -> {
                                        body.fault(
                                                Fault.invalid(
                                                        "type",
                                                        "must be one of CORE, B2B, AUTOGIRO"));
                                        yield Optional.empty();
                                    }
                                });
    }

    private static void checkSepa(
            JsonFields body,
            String referenceField,
            String reference,
            Optional<String> creditorReference) {
        if (!reference.isEmpty()) {
            SepaText.identifierProblem(reference)
                    .or(
                            () ->
                                    reference.indexOf(' ') >= 0
                                            ? Optional.of(
                                                    "must not contain blanks; some banks refuse"
                                                            + " them")
                                            : Optional.empty())
                    .ifPresent(problem -> body.fault(Fault.invalid(referenceField, problem)));
        }
        creditorReference
                .flatMap(SepaText::identifierProblem)
                .ifPresent(problem -> body.fault(Fault.invalid("creditorReference", problem)));
    }

    private static void checkAutogiro(
            JsonFields body,
            String referenceField,
            String reference,
            Optional<String> creditorReference) {
        if (!reference.isEmpty() && !PAYER_NUMBER.matcher(reference).matches()) {
            body.fault(
                    Fault.invalid(
                            referenceField,
                            "is the payer number of AUTOGIRO: 1 to 16 digits without leading"
                                    + " zero"));
        }
        if (creditorReference.isPresent()
                && !CUSTOMER_NUMBER.matcher(creditorReference.get()).matches()) {
            body.fault(
                    Fault.invalid(
                            "creditorReference",
                            "is the customer number at Bankgirot for AUTOGIRO: 6 digits"));
        }
        body.require("destinationAccountId");
        if (body.oneOf("recurrence", Mandate.Recurrence.class)
                .equals(Optional.of(Mandate.Recurrence.ONE_OFF))) {
            body.fault(Fault.invalid("recurrence", "AUTOGIRO mandates are RECURRING"));
        }
    }
}
