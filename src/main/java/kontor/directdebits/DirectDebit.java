package kontor.directdebits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.approvals.ApprovalStep;
import kontor.changes.Snapshot;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.http.Answer;
import kontor.http.Json;
import kontor.mandates.MandateScheme;
import kontor.payments.BankTrail;
import kontor.payments.PaymentStatus;
import kontor.payments.StatusReason;

/**
 * One collection.
 *
 * @param date           the day asked for, in the zone of the own account
 * @param effectiveDate  the bank day it is collected on
 * @param deadline       until when it must be approved for that day; the file is built then
 * @param parties        both sides as they were when it was made
 * @param bank           what the way to the bank left on it
 */
public record DirectDebit(UUID id, Optional<UUID> creatorUserId, Money amount, MandateScheme scheme,
        LocalDate date, LocalDate effectiveDate, Instant deadline, PaymentStatus status,
        Optional<StatusReason> statusReason, Parties parties, SequenceType sequenceType, String reference,
        Optional<String> categoryPurpose, Optional<String> chargeBearer, BankTrail bank,
        Optional<String> externalId, Map<String, String> metadata, int version, Instant created,
        Instant updated) {

    /**
     * Who pays whom under which mandate; the texts are JSON as the API shows them.
     *
     * @param destination own account that is credited (AccountSnapshot)
     * @param source      counterparty's account that is debited (ExternalAccountSnapshot)
     * @param mandate     the mandate's state when the collection was made (MandateSnapshot)
     */
    public record Parties(Optional<UUID> connectionId, UUID destinationAccountId, UUID externalAccountId,
            UUID counterpartyId, UUID mandateId, String destination, String destinationHolder, String source,
            String sourceHolder, String mandate) {}

    public DirectDebit {
        metadata = Map.copyOf(metadata);
    }

    /** What the bank knows it by: 32 characters of the restricted set, unique for ever. */
    public static String endToEndId(UUID id) {
        return id.toString().replace("-", "");
    }

    /** After it the mandate is used up: the only collection of a ONE_OFF, or the final one. */
    boolean isLast() {
        return sequenceType == SequenceType.OOFF || sequenceType == SequenceType.FNAL;
    }

    DirectDebit became(PaymentStatus next, Optional<StatusReason> reason, Instant now) {
        if (!status.leadsTo(next)) {
            throw new IllegalStateException("direct debit " + id + " cannot go from " + status + " to " + next);
        }
        return changed(next, reason.or(() -> statusReason), effectiveDate, deadline, bank, now);
    }

    /** A late approval, or a file built late, moves the collection to the next day the bank takes. */
    DirectDebit scheduled(CollectionSchedule.Day day) {
        return new DirectDebit(id, creatorUserId, amount, scheme, date, day.date(), day.deadline(), status,
                statusReason, parties, sequenceType, reference, categoryPurpose, chargeBearer, bank, externalId,
                metadata, version, created, updated);
    }

    DirectDebit submittedWith(UUID instruction, String paymentInformationId, Instant now) {
        var trail = new BankTrail(Optional.of(instruction), Optional.of(paymentInformationId),
                bank.attachedTransactions());
        return changed(PaymentStatus.PENDING_SUBMISSION, statusReason, effectiveDate, deadline, trail, now);
    }

    /** Part of the same change as the one that made this version. */
    DirectDebit withAttached(UUID transaction) {
        return new DirectDebit(id, creatorUserId, amount, scheme, date, effectiveDate, deadline, status,
                statusReason, parties, sequenceType, reference, categoryPurpose, chargeBearer,
                bank.attached(transaction), externalId, metadata, version, created, updated);
    }

    /** The approval of one step of several: a new version in the same status. */
    DirectDebit touched(Instant now) {
        return changed(status, statusReason, effectiveDate, deadline, bank, now);
    }

    private DirectDebit changed(PaymentStatus next, Optional<StatusReason> reason, LocalDate effective,
            Instant until, BankTrail trail, Instant now) {
        return new DirectDebit(id, creatorUserId, amount, scheme, date, effective, until, next, reason, parties,
                sequenceType, reference, categoryPurpose, chargeBearer, trail, externalId, metadata,
                version + 1, created, now);
    }

    Snapshot snapshot(OrganizationId organization, List<ApprovalStep> steps) {
        return new Snapshot(DirectDebits.RESOURCE, id, version, Json.write(view(organization, steps)));
    }

    ObjectNode view(OrganizationId organization, List<ApprovalStep> steps) {
        var view = Json.object().put("id", id.toString()).put("organizationId", organization.toString());
        creatorUserId.ifPresent(user -> view.put("creatorUserId", user.toString()));
        view.set("amount", Json.amount(amount));
        view.put("scheme", scheme.name())
                .put("date", date.toString())
                .put("effectiveDate", effectiveDate.toString())
                .put("submissionDeadline", Json.timestamp(deadline))
                .put("status", status.name());
        statusReason.ifPresent(reason -> view.set("statusReason", reason.view()));
        view.putRawValue("destination", new RawValue(parties.destination));
        view.putRawValue("destinationHolder", new RawValue(parties.destinationHolder));
        view.putRawValue("source", new RawValue(parties.source));
        view.putRawValue("sourceHolder", new RawValue(parties.sourceHolder));
        view.putRawValue("mandate", new RawValue(parties.mandate));
        var approvals = view.putArray("approvalSteps");
        steps.forEach(step -> approvals.add(step.view()));
        var attached = view.putArray("attachedTransactions");
        bank.attachedTransactions().forEach(transaction ->
                attached.addObject().put("type", "TRANSACTION").put("id", transaction.toString()));
        view.put("reference", reference);
        categoryPurpose.ifPresent(code -> view.put("categoryPurpose", code));
        chargeBearer.ifPresent(bearer -> view.put("chargeBearer", bearer));
        bank.instructionId().ifPresent(instruction -> view.put("connectionInstructionId", instruction.toString()));
        view.put("etag", Answer.etag(version));
        externalId.ifPresent(text -> view.put("externalId", text));
        if (!metadata.isEmpty()) {
            metadata.forEach(view.putObject("metadata")::put);
        }
        return view.put("version", version)
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
