package kontor.mandates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kontor.changes.ExistingDoor.Found;
import kontor.changes.ResolvedIds;
import kontor.core.Outcome;
import kontor.core.Refusal;
import kontor.counterparties.ExternalAccounts;
import kontor.counterparties.ExternalParty;
import kontor.db.Tx;
import kontor.identifiers.CreditorIdentifier;
import kontor.wire.ResourceRef;

/**
 * Applies a list of patches to mandates, one after another as if each came alone; no mandate stands
 * twice in the list.
 */
final class Amendments {

    private static final int MOST_LOOKS = 3;

    private final Tx tx;
    private final MandateTable table;
    private final Checks checks;
    private final Map<UUID, Mandate> before;
    private final Set<UUID> inFiles;

    /**
     * @param before the mandates, locked
     * @param inFiles those with an open collection that stands in a file for the bank
     */
    Amendments(
            Tx tx,
            MandateTable table,
            Checks checks,
            Map<UUID, Mandate> before,
            Set<UUID> inFiles) {
        this.tx = tx;
        this.table = table;
        this.checks = checks;
        this.before = before;
        this.inFiles = inFiles;
    }

    /**
     * Judges and stores; one outcome per patch. When another transaction takes a mandate reference
     * between the check and the write, it checks again.
     */
    List<Outcome<Mandate>> judgedAndStored(List<Found<MandatePatch, Mandate>> list) {
        for (int looks = 1; looks < MOST_LOOKS; looks++) {
            var outcomes = judge(list);
            if (table.amended(tx, before, Mandates.done(outcomes))) {
                return outcomes;
            }
        }
        var outcomes = judge(list);
        table.amend(tx, before, Mandates.done(outcomes));
        return outcomes;
    }

    private List<Outcome<Mandate>> judge(List<Found<MandatePatch, Mandate>> list) {
        var foreseen = fold(list, Map.of());
        var wanted = Mandates.done(foreseen);
        return wanted.isEmpty()
                ? foreseen
                : fold(list, new MandateNames(table).holders(tx, wanted));
    }

    private List<Outcome<Mandate>> fold(
            List<Found<MandatePatch, Mandate>> list, Map<String, UUID> holders) {
        var owners = new HashMap<>(holders);
        var outcomes = new ArrayList<Outcome<Mandate>>();
        for (var one : list) {
            var mandate = one.now();
            outcomes.add(
                    checks.judge(one.input(), mandate, inFiles.contains(mandate.id()), tx.now())
                            .flatMap(next -> owned(owners, mandate, next)));
        }
        return outcomes;
    }

    private static Outcome<Mandate> owned(Map<String, UUID> owners, Mandate mandate, Mandate next) {
        String key = MandateNames.of(next);
        UUID owner = owners.getOrDefault(key, next.id());
        if (!owner.equals(next.id())) {
            return Outcome.refused(
                    MandateRefusal.MANDATE_REFERENCE_TAKEN.refusal(owner.toString()));
        }
        // Until Bankgirot answers, it may come back to its old payer number.
        if (next.scheme().isSepa() || next.pendingAmendment().isEmpty()) {
            owners.remove(MandateNames.of(mandate), next.id());
        }
        owners.put(key, next.id());
        return Outcome.done(next);
    }

    /**
     * Judges changes of mandates by {@link MandateRefusal}; everything that a list of them names
     * was read before.
     */
    record Checks(
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
            if (!mandate.status().isLive()) {
                return refused(MandateRefusal.NOT_CHANGEABLE, "it is " + mandate.status());
            }
            if (!mandate.scheme().isSepa()) {
                return Outcome.unless(
                                autogiroRefusal(patch, mandate),
                                () -> changed(patch, mandate, Optional.empty(), inFile, now))
                        .flatMap(next -> signed(patch, next));
            }
            var party = patch.externalAccount().flatMap(this::party);
            var no =
                    patch.externalAccount()
                            .flatMap(_ -> accountRefusal(mandate, party))
                            .or(() -> creditorRefusal(patch));
            if (no.isPresent()) {
                return Outcome.refused(no.get());
            }
            return signed(patch, changed(patch, mandate, party, inFile, now));
        }

        private Mandate changed(
                MandatePatch patch,
                Mandate mandate,
                Optional<ExternalParty> party,
                boolean inFile,
                Instant now) {
            return mandate.changed(
                    new Mandate.Terms(
                            party.map(payer).orElseGet(mandate::payer),
                            patch.creditorReference().orElse(mandate.creditorReference()),
                            patch.mandateReference().orElse(mandate.mandateReference()),
                            patch.signatureDate().or(mandate::signatureDate)),
                    inFile,
                    now);
        }

        private Outcome<Mandate> signed(MandatePatch patch, Mandate next) {
            return Outcome.unless(signatureRefusal(patch, next), () -> next);
        }

        /** What Bankgirot has no order for, or has not answered about yet. */
        private static Optional<Refusal> autogiroRefusal(MandatePatch patch, Mandate mandate) {
            var number = patch.mandateReference();
            if (patch.externalAccount().isPresent()) {
                return Optional.of(MandateRefusal.AUTOGIRO_NOT_CHANGEABLE.refusal());
            }
            if (number.filter(text -> !MandateScheme.isPayerNumber(text)).isPresent()) {
                return Optional.of(MandateRefusal.PAYER_NUMBER_INVALID.refusal());
            }
            if (patch.creditorReference()
                    .filter(text -> !MandateScheme.isCustomerNumber(text))
                    .isPresent()) {
                return Optional.of(MandateRefusal.CUSTOMER_NUMBER_INVALID.refusal());
            }
            if (number.isEmpty() || number.get().equals(mandate.mandateReference())) {
                return Optional.empty();
            }
            boolean asked =
                    mandate.status() != MandateStatus.CREATED && !mandate.status().isAgreed()
                            || mandate.pendingAmendment().isPresent();
            if (asked) {
                return Optional.of(MandateRefusal.ANSWER_OUTSTANDING.refusal());
            }
            return mandate.source().contains("SE_BANKGIRO")
                    ? Optional.of(MandateRefusal.PAYER_NUMBER_NOT_BANKGIRO.refusal())
                    : Optional.empty();
        }

        private static Optional<Refusal> creditorRefusal(MandatePatch patch) {
            return patch.creditorReference()
                    .map(CreditorIdentifier::normalize)
                    .flatMap(CreditorIdentifier::problem)
                    .map(MandateRefusal.CREDITOR_IDENTIFIER_INVALID::refusal);
        }

        private Optional<ExternalParty> party(ResourceRef reference) {
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
            // Waiting collections go to the new account, so what would hold them back is refused
            // now.
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
}
