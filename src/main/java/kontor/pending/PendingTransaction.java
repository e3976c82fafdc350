package kontor.pending;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.changes.Versioned;
import kontor.core.Caller;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.transactions.Transaction;
import kontor.wire.Json;

/**
 * What a bank announces for an account: it may still change, be booked, or never come.
 *
 * @param date when it is expected to be booked, or else its value date or the day of the report
 * @param amount negative when the account is to be debited
 * @param returned it undoes an earlier booking
 * @param facts JSON of the other members that come from the bank, as in {@link Transaction}
 */
public record PendingTransaction(
        UUID id,
        UUID accountId,
        LocalDate date,
        Optional<LocalDate> valueDate,
        Money amount,
        String description,
        boolean returned,
        String facts,
        Map<String, String> metadata,
        int version,
        Instant created,
        Instant updated)
        implements Versioned {

    public PendingTransaction {
        metadata = Map.copyOf(metadata);
    }

    @Override
    public boolean isSeenBy(Caller caller) {
        return caller.accounts().allows(accountId);
    }

    /** The entry as a newer report announces it; the same version when nothing is new. */
    PendingTransaction updatedBy(PendingTransaction now) {
        boolean same =
                date.equals(now.date)
                        && valueDate.equals(now.valueDate)
                        && description.equals(now.description)
                        && returned == now.returned
                        && facts.equals(now.facts);
        return same
                ? this
                : new PendingTransaction(
                        id,
                        accountId,
                        now.date,
                        now.valueDate,
                        amount,
                        now.description,
                        now.returned,
                        now.facts,
                        metadata,
                        version + 1,
                        created,
                        now.updated);
    }

    PendingTransaction withMetadata(Map<String, String> next, Instant now) {
        return new PendingTransaction(
                id,
                accountId,
                date,
                valueDate,
                amount,
                description,
                returned,
                facts,
                next,
                version + 1,
                created,
                now);
    }

    /** The last version, which only its event shows. */
    PendingTransaction gone(Instant now) {
        return withMetadata(metadata, now);
    }

    Snapshot snapshot(OrganizationId organization) {
        return new Snapshot(
                PendingTransactions.RESOURCE, id, version, Json.write(view(organization)));
    }

    public ObjectNode view(OrganizationId organization) {
        var bankFacts = new Transaction.BankFacts(date, valueDate, amount, description, facts);
        var view =
                Transaction.reported(organization, id, accountId, bankFacts)
                        .put("returned", returned);
        return Transaction.withOwnFields(view, metadata, version, created, updated);
    }
}
