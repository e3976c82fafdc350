package kontor.mandates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kontor.changes.ResolvedIds;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.identifiers.CreditorIdentifier;

/**
 * Judges changes of mandates by {@link MandateRefusal}; everything that a list of them names was
 * read before.
 */
record AmendmentChecks(
        ResolvedIds resolved,
        Map<UUID, ExternalParty> parties,
        LocalDate today,
        Function<ExternalParty, Mandate.Payer> payer) {

    /**
     * The mandate as it will be.
     *
     * @param inFile a file with a collection under it was made, so that the bank may know it
     */
    Outcome<Mandate> judge(MandatePatch patch, Mandate mandate, boolean inFile, Instant now) {
        if (!mandate.scheme().isSepa()) {
            return refused(MandateRefusal.AUTOGIRO_NOT_CHANGEABLE, "");
        }
        if (!mandate.status().isLive()) {
            return refused(MandateRefusal.NOT_CHANGEABLE, "it is " + mandate.status());
        }
        var party = patch.externalAccount().flatMap(this::party);
        var no =
                patch.externalAccount()
                        .flatMap(_ -> accountRefusal(mandate, party))
                        .or(
                                () ->
                                        patch.creditorReference()
                                                .map(CreditorIdentifier::normalize)
                                                .flatMap(CreditorIdentifier::problem)
                                                .map(
                                                        MandateRefusal.CREDITOR_IDENTIFIER_INVALID
                                                                ::refusal));
        if (no.isPresent()) {
            return Outcome.refused(no.get());
        }
        var next =
                mandate.changed(
                        new Mandate.Terms(
                                party.map(payer).orElseGet(mandate::payer),
                                patch.creditorReference().orElse(mandate.creditorReference()),
                                patch.mandateReference().orElse(mandate.mandateReference()),
                                patch.signatureDate().or(mandate::signatureDate)),
                        inFile,
                        now);
        return signatureRefusal(patch, next)
                .<Outcome<Mandate>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(next));
    }

    private Optional<ExternalParty> party(kontor.wire.ResourceRef reference) {
        return resolved.id(reference, ExternalAccounts.RESOURCE).map(parties::get);
    }

    /** A mandate binds who signed it; another debtor signs another one (EPC016-06). */
    private static Optional<Refusal> accountRefusal(
            Mandate mandate, Optional<ExternalParty> party) {
        if (party.isEmpty()) {
            return Optional.of(MandateRefusal.EXTERNAL_ACCOUNT_NOT_FOUND.refusal());
        }
        if (party.get().deleted()) {
            return Optional.of(MandateRefusal.EXTERNAL_ACCOUNT_DELETED.refusal());
        }
        if (!party.get().counterpartyId().equals(mandate.counterpartyId())) {
            return Optional.of(MandateRefusal.OTHER_COUNTERPARTY.refusal());
        }
        // Waiting collections go to the new account, so what would hold them back is refused now.
        return MandateChecks.sepaRefusal(mandate.scheme(), party.get())
                .or(
                        () ->
                                party.get().addressMissing()
                                        ? Optional.of(
                                                MandateRefusal.PAYER_ADDRESS_MISSING.refusal())
                                        : Optional.empty());
    }

    private Optional<Refusal> signatureRefusal(MandatePatch patch, Mandate next) {
        if (patch.signatureDate().isEmpty()) {
            return Optional.empty();
        }
        if (patch.signatureDate().get().isAfter(today)) {
            return Optional.of(MandateRefusal.SIGNED_IN_FUTURE.refusal("today is " + today));
        }
        return next.lapses()
                .filter(today::isAfter)
                .map(_ -> MandateRefusal.SIGNED_TOO_LONG_AGO.refusal());
    }

    private static Outcome<Mandate> refused(MandateRefusal no, String fact) {
        return Outcome.refused(no.refusal(fact));
    }
}
