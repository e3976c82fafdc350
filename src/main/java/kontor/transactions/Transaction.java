package kontor.transactions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kontor.bookednames.PartyKey;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.wire.Etag;
import kontor.wire.Json;

/**
 * A booked transaction: one entry of a statement.
 *
 * @param date booking date in the zone of the account
 * @param amount negative when the account was debited
 * @param returned it undoes an earlier booking
 * @param facts JSON of the other members that come from the bank: reference, references,
 *     counterparty, instructedAmount, bankTransactionCode, returnReason
 * @param attached the payments that explain it
 */
public record Transaction(
        UUID id,
        UUID accountId,
        UUID statementId,
        LocalDate date,
        Optional<LocalDate> valueDate,
        Money amount,
        String description,
        boolean returned,
        String facts,
        ReconciliationStatus status,
        List<Attachment> attached,
        Map<String, String> metadata,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    static final int METADATA_ENTRIES = 20;

    public Transaction {
        attached = List.copyOf(attached);
        metadata = Map.copyOf(metadata);
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().allows(accountId);
    }

    /** It is what a bank took for its work. */
    public boolean isCharge() {
        return EntryReading.storedCode(facts).charges();
    }

    /** Who is at the other end, as the bank writes it. */
    public Optional<String> party() {
        return PartyKey.name(Json.readOwn(facts));
    }

    /** How much of the booking nothing explains yet, without sign; never less than zero. */
    public long leftMinor() {
        long explained = attached.stream().mapToLong(Attachment::amountMinor).sum();
        return Math.max(0, Math.abs(amount.amountMinor()) - explained);
    }

    /**
     * The next version, with exactly these attached. Metadata that came from attachments follows
     * them; what a user set stays and stands before it.
     */
    Transaction with(List<Attachment> all, Instant now) {
        long explained = all.stream().mapToLong(Attachment::amountMinor).sum();
        var next = new HashMap<>(metadata);
        next.entrySet().removeAll(Attachment.commonMetadata(attached).entrySet());
        Attachment.commonMetadata(all).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(_ -> next.size() < METADATA_ENTRIES)
                .forEach(entry -> next.putIfAbsent(entry.getKey(), entry.getValue()));
        return new Transaction(
                id,
                accountId,
                statementId,
                date,
                valueDate,
                amount,
                description,
                returned,
                facts,
                ReconciliationStatus.of(amount.amountMinor(), explained),
                all,
                next,
                version + 1,
                created,
                now);
    }

    /** The next version, with these attached too. */
    Transaction plus(List<Attachment> more, Instant now) {
        return with(Stream.concat(attached.stream(), more.stream()).toList(), now);
    }

    /** The next version, without these. */
    Transaction minus(List<Attachment> gone, Instant now) {
        return with(
                attached.stream().filter(one -> gone.stream().noneMatch(one::isSamePlace)).toList(),
                now);
    }

    /** The next version, in which these have other metadata. */
    Transaction renewed(List<Attachment> again, Instant now) {
        return with(
                attached.stream()
                        .map(one -> again.stream().filter(one::isSamePlace).findFirst().orElse(one))
                        .toList(),
                now);
    }

    /** Still the first version, with metadata from the start. */
    public Transaction withFirstMetadata(Map<String, String> first) {
        return new Transaction(
                id,
                accountId,
                statementId,
                date,
                valueDate,
                amount,
                description,
                returned,
                facts,
                status,
                attached,
                first,
                version,
                created,
                updated);
    }

    /** The same version, with the attachments that the database keeps beside it. */
    Transaction withAttached(List<Attachment> all) {
        return new Transaction(
                id,
                accountId,
                statementId,
                date,
                valueDate,
                amount,
                description,
                returned,
                facts,
                status,
                all,
                metadata,
                version,
                created,
                updated);
    }

    /**
     * What its bank says of it, and may say later.
     *
     * @param facts as above
     */
    public record Told(String description, boolean returned, String facts) {}

    public Told told() {
        return new Told(description, returned, facts);
    }

    /** The next version, of which its bank says more. */
    Transaction telling(Told told, Instant now) {
        return new Transaction(
                id,
                accountId,
                statementId,
                date,
                valueDate,
                amount,
                told.description,
                told.returned,
                told.facts,
                status,
                attached,
                metadata,
                version + 1,
                created,
                now);
    }

    Transaction withMetadata(Map<String, String> next, Instant now) {
        return new Transaction(
                id,
                accountId,
                statementId,
                date,
                valueDate,
                amount,
                description,
                returned,
                facts,
                status,
                attached,
                next,
                version + 1,
                created,
                now);
    }

    public Snapshot snapshot(OrganizationId organization) {
        // The text of its view; what banks said goes into it as it is kept, unread.
        String told = Json.write(head(organization, id, accountId, bankFacts()));
        String text = Json.joined(told, facts, Json.write(own()));
        return new Snapshot(Transactions.RESOURCE, id, version, text);
    }

    public ObjectNode view(OrganizationId organization) {
        return reported(organization, id, accountId, bankFacts()).setAll(own());
    }

    private BankFacts bankFacts() {
        return new BankFacts(date, valueDate, amount, description, facts);
    }

    /** What Kontor knows of it beside what its bank said. */
    private ObjectNode own() {
        var view =
                Json.object().put("returned", returned).put("reconciliationStatus", status.name());
        if (leftMinor() > 0) {
            long sign = Long.signum(amount.amountMinor());
            var open = new Money(sign * leftMinor(), amount.currency());
            view.set("openAmount", Json.amount(open));
        }
        var refs = view.putArray("attachedTransactables");
        for (Attachment one : attached) {
            var ref =
                    refs.addObject().put("type", one.type().name()).put("id", one.id().toString());
            one.cameBack().ifPresent(kind -> ref.put("kind", kind));
        }
        Attachment.taken(amount, attached)
                .filter(_ -> !Json.readOwn(facts).has("returnDetails"))
                .ifPresent(split -> view.set("returnDetails", split.view()));
        return withOwnFields(view, metadata, version, created, updated);
    }

    /** What a bank says of an entry, announced or booked; members as above. */
    public record BankFacts(
            LocalDate date,
            Optional<LocalDate> valueDate,
            Money amount,
            String description,
            String facts) {}

    /** The JSON of what a bank says of an entry, announced or booked. */
    public static ObjectNode reported(
            OrganizationId organization, UUID id, UUID accountId, BankFacts entry) {
        return head(organization, id, accountId, entry)
                .setAll((ObjectNode) Json.readOwn(entry.facts));
    }

    private static ObjectNode head(
            OrganizationId organization, UUID id, UUID accountId, BankFacts entry) {
        var view =
                Json.object()
                        .put("id", id.toString())
                        .put("organizationId", organization.toString())
                        .put("accountId", accountId.toString())
                        .put("date", entry.date.toString());
        entry.valueDate.ifPresent(day -> view.put("valueDate", day.toString()));
        view.set("amount", Json.amount(entry.amount));
        return view.put("description", entry.description);
    }

    /** Adds what Kontor itself keeps of every resource: metadata, version and times. */
    public static ObjectNode withOwnFields(
            ObjectNode view,
            Map<String, String> metadata,
            int version,
            Instant created,
            Instant updated) {
        if (!metadata.isEmpty()) {
            metadata.forEach(view.putObject("metadata")::put);
        }
        return view.put("version", version)
                .put("etag", Etag.of(version))
                .put("created", Json.timestamp(created))
                .put("updated", Json.timestamp(updated));
    }
}
