package kontor.mandates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.core.Fault;
import kontor.counterparties.ExternalParty;
import kontor.identifiers.CreditorIdentifier;
import kontor.identifiers.Iban;
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
        Moved moved,
        Optional<String> externalId,
        Map<String, String> metadata) {

    private static final Spellings SCHEME = new Spellings("scheme", "type");
    private static final Spellings REFERENCE = new Spellings("mandateReference", "reference");

    /**
     * What a mandate brings along that was collected under elsewhere before.
     *
     * @param lastCollection due date of the last collection presented to a bank
     * @param mandateReference by which the bank knows it, where it has another one now; the
     *     creditor reference and the payer's IBAN likewise. The next collection tells the bank
     */
    public record Moved(
            Optional<LocalDate> lastCollection,
            Optional<String> mandateReference,
            Optional<String> creditorReference,
            Optional<String> iban) {

        /** It was never used before, or nothing is known of that. */
        public static final Moved NOTHING =
                new Moved(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        private static final String LAST = "lastCollection";
        private static final String REFERENCE = "originalMandateReference";
        private static final String CREDITOR = "originalCreditorReference";
        private static final String IBAN = "originalIban";

        private static Moved parse(JsonFields body) {
            return new Moved(
                    body.date(LAST),
                    body.text(REFERENCE, 1, 35),
                    body.text(CREDITOR, 1, 35).map(CreditorIdentifier::normalize),
                    body.text(IBAN, 1, 255).map(Iban::normalize));
        }

        private boolean isAmended() {
            return mandateReference.isPresent()
                    || creditorReference.isPresent()
                    || iban.isPresent();
        }

        private void check(JsonFields body, NewMandate mandate) {
            for (String name : List.of(LAST, REFERENCE, CREDITOR, IBAN)) {
                if (body.has(name) && !mandate.active) {
                    body.fault(Fault.invalid(name, "needs active: true; the bank knows it then"));
                }
                if (body.has(name) && mandate.recurrence == Mandate.Recurrence.ONE_OFF) {
                    body.fault(Fault.invalid(name, "a ONE_OFF mandate was never used before"));
                }
                if (body.has(name) && !name.equals(LAST) && !mandate.scheme.isSepa()) {
                    body.fault(Fault.invalid(name, "only SEPA has amendments; leave it out"));
                }
            }
            mandateReference
                    .flatMap(SepaText::identifierProblem)
                    .ifPresent(problem -> body.fault(Fault.invalid(REFERENCE, problem)));
            creditorReference
                    .flatMap(CreditorIdentifier::problem)
                    .ifPresent(problem -> body.fault(Fault.invalid(CREDITOR, problem)));
            iban.flatMap(Iban::problem)
                    .ifPresent(problem -> body.fault(Fault.invalid(IBAN, problem)));
            lastCollection.ifPresent(last -> checkDates(body, mandate, last));
        }

        private static void checkDates(JsonFields body, NewMandate mandate, LocalDate last) {
            if (mandate.scheme.isSepa() && mandate.signatureDate.isEmpty()) {
                body.require("signatureDate");
            }
            if (mandate.signatureDate.filter(last::isBefore).isPresent()) {
                body.fault(Fault.invalid(LAST, "must not lie before signatureDate"));
            }
        }

        /** What the bank knows, where that is not what the mandate says now. */
        private Optional<BankMandateState> known(
                String reference, String creditor, Mandate.Payer payer) {
            if (!isAmended()) {
                return Optional.empty();
            }
            String now = BankMandateState.iban(payer.account());
            var old =
                    new BankMandateState(
                            mandateReference.orElse(reference),
                            creditorReference.orElse(creditor),
                            iban.orElse(now),
                            0);
            return Optional.of(old)
                    .filter(
                            one ->
                                    !one.sameValues(
                                            new BankMandateState(reference, creditor, now, 1)));
        }
    }

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
        var moved = Moved.parse(body);
        scheme.ifPresent(
                known -> {
                    if (known.isSepa()) {
                        checkSepa(body, referenceField, reference, creditorReference);
                    } else {
                        checkAutogiro(body, referenceField, reference, creditorReference);
                    }
                });
        var wanted =
                new NewMandate(
                        scheme.orElse(MandateScheme.SDD_CORE),
                        active,
                        recurrence,
                        externalAccount.orElse(new ResourceRef.Unknown()),
                        destination,
                        creditorReference,
                        reference,
                        body.date("signatureDate"),
                        moved,
                        body.externalId("externalId"),
                        body.metadata("metadata"));
        moved.check(body, wanted);
        body.refuseFaults();
        return wanted;
    }

    /** The same from another account, and into another own one. */
    public NewMandate between(ResourceRef payers, Optional<ResourceRef> own) {
        return new NewMandate(
                scheme,
                active,
                recurrence,
                payers,
                own,
                creditorReference,
                mandateReference,
                signatureDate,
                moved,
                externalId,
                metadata);
    }

    /**
     * The mandate that it becomes.
     *
     * @param party whose account it is about
     * @param signed the day that counts as that of its signature
     */
    Mandate made(
            UUID id,
            Mandate.Payer payer,
            ExternalParty party,
            Optional<UUID> destination,
            String creditor,
            Optional<LocalDate> signed,
            Instant now) {
        return new Mandate(
                id,
                scheme,
                active ? MandateStatus.ACTIVE : MandateStatus.CREATED,
                recurrence,
                party.id(),
                party.counterpartyId(),
                destination,
                creditor,
                mandateReference,
                signed,
                Optional.empty(),
                Optional.empty(),
                moved.lastCollection(),
                false,
                Optional.empty(),
                payer.account(),
                payer.holder(),
                moved.known(mandateReference, creditor, payer),
                externalId,
                metadata,
                1,
                now,
                now);
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
            SepaText.mandateReferenceProblem(reference)
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
        if (!reference.isEmpty() && !MandateScheme.isPayerNumber(reference)) {
            body.fault(
                    Fault.invalid(
                            referenceField,
                            "is the payer number of AUTOGIRO: 1 to 16 digits without leading"
                                    + " zero"));
        }
        if (creditorReference.isPresent()
                && !MandateScheme.isCustomerNumber(creditorReference.get())) {
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
