package kontor.mandates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.OrganizationId;
import kontor.identifiers.CreditorIdentifier;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A mandate in its present version.
 *
 * @param creditorReference creditor identifier (SEPA) or customer number (Autogiro)
 * @param blockedBy the reason code that keeps further collections back
 * @param lastCollection due date of the last collection presented to a bank
 * @param usedUp its only collection (ONE_OFF) or its final one was made
 * @param source the payer's account as it was when the mandate got it, JSON of
 *     ExternalAccountSnapshot
 * @param sourceHolder the payer at that time, JSON of AccountHolder
 * @param known what the bank last accepted; empty until something is changed that the bank may know
 */
public record Mandate(
        UUID id,
        MandateScheme scheme,
        MandateStatus status,
        Recurrence recurrence,
        UUID externalAccountId,
        UUID counterpartyId,
        Optional<UUID> destinationAccountId,
        String creditorReference,
        String mandateReference,
        Optional<LocalDate> signatureDate,
        Optional<String> blockedBy,
        Optional<String> statusReason,
        Optional<LocalDate> lastCollection,
        boolean usedUp,
        Optional<UUID> connectionInstructionId,
        String source,
        String sourceHolder,
        Optional<BankMandateState> known,
        Optional<String> externalId,
        Map<String, String> metadata,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    /** Months without a collection after which a SEPA mandate may not be used again (EPC016-06). */
    static final int DORMANT_MONTHS = 36;

    /** One collection only, or any number; an optional member that only Kontor has. */
    public enum Recurrence {
        RECURRING,
        ONE_OFF
    }

    public Mandate {
        metadata = Map.copyOf(metadata);
    }

    /** It pays into an account within the limit of the role, or into none of its own. */
    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().allows(destinationAccountId);
    }

    /**
     * The last day on which it may be used: 36 months after its last collection or its signature.
     * One that was created ACTIVE was in use before, so its months begin when it was created here.
     */
    public Optional<LocalDate> lapses() {
        return scheme.isSepa()
                ? lastCollection
                        .or(this::imported)
                        .or(() -> signatureDate)
                        .map(day -> day.plusMonths(DORMANT_MONTHS))
                : Optional.empty();
    }

    private Optional<LocalDate> imported() {
        return status == MandateStatus.ACTIVE && lastCollection.isEmpty()
                ? Optional.of(LocalDate.ofInstant(created, ZoneOffset.UTC))
                : Optional.empty();
    }

    /** Wrong check digits are a warning here and a refusal when money is to be collected. */
    public Optional<String> creditorProblem() {
        return scheme.isSepa()
                ? CreditorIdentifier.problem(creditorIdentifier())
                : Optional.empty();
    }

    /** As it goes to the bank: without blanks, in capital letters. */
    public String creditorIdentifier() {
        return CreditorIdentifier.normalize(creditorReference);
    }

    Mandate became(MandateStatus next, Optional<String> reason, Instant now) {
        return became(next, reason, connectionInstructionId, now);
    }

    /** In a file, or by an answer to one. */
    Mandate became(
            MandateStatus next, Optional<String> reason, Optional<UUID> instruction, Instant now) {
        var why = reason.or(() -> statusReason);
        return changed(next, blockedBy, why, lastCollection, usedUp, instruction, known, now);
    }

    Mandate blocked(String reasonCode, Instant now) {
        return with(terms(), Optional.of(reasonCode), known, now);
    }

    Mandate used(boolean taken, Instant now) {
        var instruction = connectionInstructionId;
        return changed(
                status, blockedBy, statusReason, lastCollection, taken, instruction, known, now);
    }

    /** Its first or next collection went to the bank with {@code instruction}. */
    Mandate presented(UUID instruction, LocalDate collectionDate, Instant now) {
        return changed(
                status.isBefore(MandateStatus.SENT) ? MandateStatus.SENT : status,
                blockedBy,
                statusReason,
                Optional.of(collectionDate),
                usedUp,
                connectionInstructionId.or(() -> Optional.of(instruction)),
                known,
                now);
    }

    /** The bank accepted, or booked, a collection: the mandate moves on, never back. */
    Optional<Mandate> proven(MandateStatus to, Stream<BankMandateState> carried, Instant now) {
        var next = status.isBefore(to) ? to : status;
        // Reports may come late: what an older collection carried changes nothing.
        var news =
                known.filter(_ -> scheme.isSepa())
                        .flatMap(
                                accepted ->
                                        carried.filter(one -> one.version() > accepted.version())
                                                .max(
                                                        Comparator.comparingInt(
                                                                BankMandateState::version))
                                                .filter(one -> !one.sameValues(accepted)));
        return next == status && news.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        changed(
                                next,
                                blockedBy,
                                statusReason,
                                lastCollection,
                                usedUp,
                                connectionInstructionId,
                                news.or(() -> known),
                                now));
    }

    /**
     * Who pays, from which account.
     *
     * @param account JSON of ExternalAccountSnapshot
     * @param holder JSON of AccountHolder
     */
    public record Payer(UUID externalAccountId, String account, String holder) {}

    public Payer payer() {
        return new Payer(externalAccountId, source, sourceHolder);
    }

    /** What may be changed while it is in use. */
    record Terms(
            Payer payer,
            String creditorReference,
            String mandateReference,
            Optional<LocalDate> signatureDate) {}

    /**
     * With other terms. From the first change that the bank must learn of, the mandate keeps what
     * the bank knows; another account lifts the block of the old one. A ONE_OFF has no earlier
     * collection by which a bank could know it.
     *
     * @param inFile a file with a collection under it was made, so that the bank may know it before
     *     it reports anything
     */
    Mandate changed(Terms terms, boolean inFile, Instant now) {
        var old = BankMandateState.of(scheme, terms(), version);
        var wanted = BankMandateState.of(scheme, terms, version + 1);
        boolean bankMayKnow =
                scheme.isSepa()
                        ? recurrence == Recurrence.RECURRING
                                && (inFile || status != MandateStatus.CREATED)
                        : status.isAgreed();
        var first =
                bankMayKnow && !wanted.sameValues(old)
                        ? Optional.of(old.asOf(0))
                        : Optional.<BankMandateState>empty();
        var block = wanted.sameAccount(old) ? blockedBy : Optional.<String>empty();
        return with(terms, block, known.or(() -> first), now);
    }

    /** Bankgirot has answered about another payer number, so that one number is known again. */
    Mandate renumbered(String number, Instant now) {
        var next = new Terms(payer(), creditorReference, number, signatureDate);
        return with(next, blockedBy, Optional.empty(), now);
    }

    private Mandate with(
            Terms terms, Optional<String> block, Optional<BankMandateState> bank, Instant now) {
        var file = connectionInstructionId;
        return changed(terms, status, block, statusReason, lastCollection, usedUp, file, bank, now);
    }

    private Terms terms() {
        return new Terms(payer(), creditorReference, mandateReference, signatureDate);
    }

    /** The change of its payer number stands in a file for Bankgirot. */
    Mandate renumbering(UUID instruction, Instant now) {
        var file = Optional.of(instruction);
        var filed = known.map(state -> state.asOf(version + 1));
        return changed(status, blockedBy, statusReason, lastCollection, usedUp, file, filed, now);
    }

    /** The old values that the next collection, or the order of the change, must carry. */
    public Optional<PendingAmendment> pendingAmendment() {
        return known.flatMap(
                accepted ->
                        PendingAmendment.between(
                                accepted, BankMandateState.of(scheme, terms(), version)));
    }

    private Mandate changed(
            MandateStatus next,
            Optional<String> block,
            Optional<String> reason,
            Optional<LocalDate> collected,
            boolean used,
            Optional<UUID> instruction,
            Optional<BankMandateState> bank,
            Instant now) {
        return changed(terms(), next, block, reason, collected, used, instruction, bank, now);
    }

    private Mandate changed(
            Terms terms,
            MandateStatus next,
            Optional<String> block,
            Optional<String> reason,
            Optional<LocalDate> collected,
            boolean used,
            Optional<UUID> instruction,
            Optional<BankMandateState> bank,
            Instant now) {
        return new Mandate(
                id,
                scheme,
                next,
                recurrence,
                terms.payer.externalAccountId,
                counterpartyId,
                destinationAccountId,
                terms.creditorReference,
                terms.mandateReference,
                terms.signatureDate,
                block,
                reason,
                collected,
                used,
                instruction,
                terms.payer.account,
                terms.payer.holder,
                bank,
                externalId,
                metadata,
                version + 1,
                created,
                now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(Mandates.RESOURCE, id, version, Json.write(view(organization)));
    }

    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("counterpartyId", counterpartyId.toString())
                        .put("externalAccountId", externalAccountId.toString());
        put(view, "destinationAccountId", destinationAccountId);
        put(view, "connectionInstructionId", connectionInstructionId);
        view.putRawValue("source", new RawValue(source));
        view.putRawValue("sourceHolder", new RawValue(sourceHolder));
        view.put("creditorReference", creditorReference)
                .put("scheme", scheme.name())
                .put("mandateReference", mandateReference);
        put(view, "signatureDate", signatureDate);
        view.put("status", status.name());
        if (recurrence == Recurrence.ONE_OFF) {
            view.put("recurrence", recurrence.name());
        }
        put(view, "lastCollection", lastCollection);
        put(view, "lapseDate", status.isLive() ? lapses() : Optional.empty());
        put(view, "statusReason", statusReason);
        put(view, "blockedBy", blockedBy);
        pendingAmendment().ifPresent(amendment -> view.set("pendingAmendment", amendment.view()));
        creditorProblem()
                .ifPresent(
                        problem -> view.putArray("warnings").add("creditorReference: " + problem));
        put(view, "externalId", externalId);
        if (!metadata.isEmpty()) {
            metadata.forEach(view.putObject("metadata")::put);
        }
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }

    private static void put(ObjectNode view, String name, Optional<?> value) {
        value.ifPresent(present -> view.put(name, present.toString()));
    }

    /** MandateSnapshot of the API: the mandate in a collection that is made now. */
    public String collectionSnapshot(boolean finalCollection) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("creditorReference", creditorReference)
                        .put("mandateReference", mandateReference)
                        .put("finalCollection", finalCollection);
        put(view, "signatureDate", signatureDate);
        return Json.write(view.put("version", version));
    }
}
