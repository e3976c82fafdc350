package kontor.expectations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.core.Refusal;
import kontor.transactions.Attachment;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * An expected transaction.
 *
 * @param terms what was asked for
 * @param attached the bookings that are it, with how much of each, in the order of attaching
 */
public record ExpectedTransaction(
        UUID id,
        UUID accountId,
        Terms terms,
        Status status,
        List<Attachment> attached,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    /** How far it got; the words of the API. */
    public enum Status {
        CREATED,
        RECONCILED,
        ARCHIVED
    }

    /**
     * What is expected, as whoever made it said.
     *
     * @param amount negative when the account will be debited; never zero
     * @param date the day on which it is expected, in the zone of the account
     * @param counterpartyAccount IBAN, or else a number of the other side, as it was written
     */
    public record Terms(
            Money amount,
            LocalDate date,
            Reference reference,
            Optional<String> endToEndId,
            Optional<String> counterpartyName,
            Optional<String> counterpartyAccount,
            Optional<String> externalId,
            Map<String, String> metadata) {

        public Terms {
            if (amount.amountMinor() == 0) {
                throw new IllegalArgumentException("nothing is expected: " + amount.plain());
            }
            metadata = Map.copyOf(metadata);
        }

        private void addOptional(ObjectNode view) {
            endToEndId.ifPresent(told -> view.put("endToEndId", told));
            counterpartyName.ifPresent(told -> view.put("counterpartyName", told));
            counterpartyAccount.ifPresent(told -> view.put("counterpartyAccount", told));
            externalId.ifPresent(told -> view.put("externalId", told));
            if (!metadata.isEmpty()) {
                metadata.forEach(view.putObject("metadata")::put);
                metadata.forEach(view.putObject("externalMetadata")::put);
            }
        }
    }

    public ExpectedTransaction {
        attached = List.copyOf(attached);
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().allows(accountId);
    }

    /** How much is attached and did not come back, without sign. */
    public long attachedMinor() {
        return attached.stream().mapToLong(Attachment::netMinor).reduce(0, Math::addExact);
    }

    /** Whether what is attached is something between nothing and all of it. */
    boolean addsUp() {
        long net = attachedMinor();
        return net >= 0 && net <= Math.abs(terms.amount.amountMinor());
    }

    /** The same version without these. */
    ExpectedTransaction without(List<Attachment> gone) {
        return withAttached(attached.stream().filter(one -> !gone.contains(one)).toList());
    }

    /** What is attached and may still go back, as its booking will say it. */
    public Money mayGoBack() {
        long sign = -Long.signum(terms.amount.amountMinor());
        return new Money(sign * attachedMinor(), terms.amount.currency());
    }

    /** Whether a booking of this amount goes the other way than what is expected. */
    public boolean isBack(Money booked) {
        return booked.amountMinor() < 0 != terms.amount.amountMinor() < 0;
    }

    /** How much is still expected, negative for a debit. */
    public Money open() {
        var amount = terms.amount;
        long rest = Math.subtractExact(Math.abs(amount.amountMinor()), attachedMinor());
        return new Money(Long.signum(amount.amountMinor()) * rest, amount.currency());
    }

    public boolean isAttachedTo(UUID transaction) {
        return attached.stream().anyMatch(one -> one.transactionId().equals(transaction));
    }

    /** The next version, with these attached and no others; what is archived stays so. */
    ExpectedTransaction with(List<Attachment> all, Instant now) {
        if (status == Status.ARCHIVED) {
            return became(Status.ARCHIVED, all, now);
        }
        var next = became(Status.CREATED, all, now);
        return next.open().amountMinor() == 0 ? next.sameVersion(Status.RECONCILED) : next;
    }

    /** The next version, in another status. */
    ExpectedTransaction became(Status next, Instant now) {
        return became(next, attached, now);
    }

    private ExpectedTransaction became(Status next, List<Attachment> all, Instant now) {
        return new ExpectedTransaction(id, accountId, terms, next, all, version + 1, created, now);
    }

    /** The next version, with other terms; reconciled where nothing of them is open. */
    ExpectedTransaction with(Terms other, Instant now) {
        var marked = attached.stream().map(one -> one.with(other.metadata())).toList();
        return new ExpectedTransaction(
                        id, accountId, other, status, marked, version, created, updated)
                .with(marked, now);
    }

    /** Only what is waited for, and not whole, can be archived. */
    Optional<Refusal> refusalToArchive() {
        return switch (status) {
            case CREATED -> Optional.empty();
            case RECONCILED ->
                    Optional.of(ExpectedTransactionRefusal.EXPECTATION_RECONCILED.refusal());
            case ARCHIVED -> Optional.of(ExpectedTransactionRefusal.EXPECTATION_ARCHIVED.refusal());
        };
    }

    private ExpectedTransaction sameVersion(Status other) {
        return new ExpectedTransaction(
                id, accountId, terms, other, attached, version, created, updated);
    }

    /** The same version, with the attachments that the database keeps beside it. */
    ExpectedTransaction withAttached(List<Attachment> all) {
        return new ExpectedTransaction(
                id, accountId, terms, status, all, version, created, updated);
    }

    public Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(
                ExpectedTransactions.RESOURCE, id, version, Json.write(view(organization)));
    }

    /** Has the members of both published versions: those of v1, and the words that v2 has. */
    public ObjectNode view(OrganizationId organization) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("accountId", accountId.toString());
        view.putObject("account").put("id", accountId.toString());
        view.set("amount", Json.amount(terms.amount));
        view.set("openAmount", Json.amount(open()));
        view.put("date", terms.date.toString()).put("status", status.name());
        view.putObject("remittanceInformation")
                .put("type", terms.reference.type().name())
                .put("value", terms.reference.value());
        addAttached(view);
        terms.addOptional(view);
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }

    /** {@code attachedTransactions} of v2, and {@code reconciliation} as v1 says the same. */
    private void addAttached(ObjectNode view) {
        var refs = view.putArray("attachedTransactions");
        for (Attachment one : attached) {
            var money = new Money(one.amountMinor(), terms.amount.currency());
            var ref =
                    refs.addObject()
                            .put("type", "TRANSACTION")
                            .put("id", one.transactionId().toString());
            ref.set("amount", Json.amount(money));
            if (one.back()) {
                ref.put("returned", true);
            }
        }
        boolean whole = status == Status.RECONCILED;
        var reconciliation =
                view.putObject("reconciliation")
                        .put("status", whole ? "RECONCILED" : "EXPECTED")
                        .put("transactableType", "EXPECTED_TRANSACTION")
                        .put("transactableId", id.toString())
                        .put("expectedTransactionId", id.toString());
        attached.stream()
                .findFirst()
                .ifPresent(
                        one ->
                                reconciliation.put(
                                        "bookedTransactionId", one.transactionId().toString()));
    }
}
