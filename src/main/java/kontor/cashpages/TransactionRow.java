package kontor.cashpages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kontor.core.Money;
import kontor.core.OrganizationId;
import kontor.pages.Figures;
import kontor.pages.State;
import kontor.pages.State.Shape;
import kontor.pending.PendingTransaction;
import kontor.transactions.Attachment;
import kontor.transactions.ReconciliationStatus;
import kontor.transactions.Transaction;

/**
 * A transaction as pages show it, booked or announced.
 *
 * @param party who is at the other end, or else what the bank calls the booking
 * @param account the name of the own account; empty where the role may not read it
 * @param told the other members that come from the bank, by their path in the API
 */
public record TransactionRow(
        UUID id,
        String path,
        UUID accountId,
        String date,
        String party,
        String reference,
        String account,
        State state,
        Money amount,
        Map<String, String> told) {

    private static final Set<String> SHOWN_ELSEWHERE =
            Set.of(
                    "id",
                    "organizationId",
                    "accountId",
                    "amount",
                    "metadata",
                    "attachedTransactables",
                    "reconciliationStatus",
                    "openAmount",
                    "version",
                    "etag",
                    "created",
                    "updated");

    static TransactionRow of(
            OrganizationId organization, Transaction one, Map<UUID, String> accounts) {
        return row(
                one.id(),
                TransactionListRoutes.ALL + "/",
                one.view(organization),
                accounts.getOrDefault(one.accountId(), ""),
                state(one),
                one.amount());
    }

    static TransactionRow of(
            OrganizationId organization, PendingTransaction one, Map<UUID, String> accounts) {
        return row(
                one.id(),
                TransactionListRoutes.PENDING + "/",
                one.view(organization),
                accounts.getOrDefault(one.accountId(), ""),
                State.of(Shape.HALF, "PENDING"),
                one.amount());
    }

    private static TransactionRow row(
            UUID id, String path, JsonNode view, String account, State state, Money amount) {
        String description = view.path("description").asText("");
        String name = view.path("counterparty").path("name").asText("");
        var told = new LinkedHashMap<String, String>();
        view.properties()
                .forEach(
                        one -> {
                            if (!SHOWN_ELSEWHERE.contains(one.getKey())) {
                                flatten(told, one.getKey(), one.getValue());
                            }
                        });
        return new TransactionRow(
                id,
                path + id,
                UUID.fromString(view.path("accountId").asText()),
                view.path("date").asText(),
                name.isEmpty() ? description.isEmpty() ? "unnamed" : description : name,
                view.path("reference").asText(description),
                account,
                state,
                amount,
                told);
    }

    private static void flatten(Map<String, String> told, String path, JsonNode value) {
        if (value.isObject()) {
            value.properties()
                    .forEach(one -> flatten(told, path + "." + one.getKey(), one.getValue()));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(told, path + "." + i, value.get(i));
            }
        } else {
            told.put(path, value.isBoolean() ? value.asBoolean() ? "yes" : "no" : value.asText());
        }
    }

    private static State state(Transaction one) {
        return State.of(shape(one.status()), one.status().name()).with(explainedBy(one.attached()));
    }

    /** What explains it, each kind in a word of its own. */
    private static String explainedBy(List<Attachment> attached) {
        var counts = new LinkedHashMap<String, Integer>();
        attached.forEach(one -> counts.merge(word(one.type()), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> Figures.counted(one.getValue(), one.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String word(Attachment.Type type) {
        return switch (type) {
            case CREDIT_TRANSFER, DIRECT_DEBIT -> "payment";
            case EXPECTED_TRANSACTION -> "expected transaction";
            case PAYMENT_BATCH -> "batch booking";
        };
    }

    private static Shape shape(ReconciliationStatus status) {
        return switch (status) {
            case RECONCILED -> Shape.FULL;
            case PARTIALLY_RECONCILED -> Shape.HALF;
            case NOT_RECONCILED -> Shape.RING;
        };
    }
}
