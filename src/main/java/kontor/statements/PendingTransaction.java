package kontor.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kontor.changes.Snapshot;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.transactions.Transaction;
import kontor.wire.Json;

/**
 * What a bank announces on an account: it may still change, be booked or not come.
 *
 * @param date when it is expected to be booked
 * @param amount negative when the account is to be debited
 * @param facts JSON of the other members that the bank told, as in {@link Transaction}
 */
record PendingTransaction(
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
        Instant updated) {

    PendingTransaction {
        metadata = Map.copyOf(metadata);
    }

    /** The same entry as a newer report tells it; the same version when nothing is new. */
    PendingTransaction toldAgain(PendingTransaction now) {
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

    ObjectNode view(OrganizationId organization) {
        var view =
                Transaction.told(
                                organization,
                                id,
                                accountId,
                                new Transaction.Told(date, valueDate, amount, description, facts))
                        .put("returned", returned);
        return Transaction.kept(view, metadata, version, created, updated);
    }
}
